import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Card } from '@tollgate/ui/layout/card';
import { requireSession } from '../../../server/ctx.ts';
import { load } from '../../../server/load.ts';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { loadOperation, type OperationPlace } from '../operation/load-operation.ts';
import { OperationHeader } from '../operation/operation-header.tsx';
import { saveOperation } from './actions.ts';
import { ConditionRows } from './condition-rows.tsx';
import { conditionValues } from './operation-values.ts';

/** What one operation asks of requests besides method and path, and which path its upstream is asked for. */
export async function OperationPage(place: OperationPlace) {
  const { role } = await requireSession();
  const { api, version, operation } = await load((ctx) => loadOperation(ctx, place));
  return (
    <>
      <OperationHeader
        api={api}
        version={version}
        operation={operation}
        currentHref={paths.operationRoute(api.id, version.id, operation.id)}
      />
      <Card title="Route" description="Changes are live within a second.">
        <SaveForm
          action={saveOperation}
          disabledReason={refusalFor(role, 'editor')}
          initialValues={{ rewrite: operation.rewrite ?? '' }}
        >
          <input type="hidden" name="operationId" value={operation.id} />
          <Field
            name="rewrite"
            label="Path at the upstream"
            hint={`Below the upstream’s URL; parameters of ${operation.path} may be used. Empty forwards the path that came.`}
            isOptional
          >
            <Input className="font-mono" placeholder={operation.path} />
          </Field>
          <ConditionRows values={conditionValues(operation.match)} />
        </SaveForm>
      </Card>
    </>
  );
}
