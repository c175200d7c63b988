import { DomainError } from '@tollgate/domain/errors';
import { getOperation } from '@tollgate/services/api-versions/get-operation';
import { MethodBadge } from '@tollgate/ui/code/method-badge';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { requireSession } from '../../../server/ctx.ts';
import { load } from '../../../server/load.ts';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { loadVersion } from '../version/load-version.ts';
import { saveOperation } from './actions.ts';
import { ConditionRows } from './condition-rows.tsx';
import { conditionValues } from './operation-values.ts';

type OperationPageProps = { apiId: string; versionId: string; operationId: string };

/** What one operation asks of requests besides method and path, and which path its upstream is asked for. */
export async function OperationPage({ apiId, versionId, operationId }: OperationPageProps) {
  const { role } = await requireSession();
  const { api, version, operation } = await load(async (ctx) => {
    const found = await loadVersion(ctx, { apiId, versionId });
    const shown = await getOperation(ctx, { operationId });
    if (shown.apiVersionId !== found.version.id) throw new DomainError('not_found');
    return { ...found, operation: shown };
  });
  return (
    <>
      <PageHeader
        title={operation.summary || operation.operationId}
        description={
          <span className="inline-flex max-w-full items-baseline gap-1">
            <MethodBadge method={operation.method} />
            <code className="break-all font-mono text-xs">
              {version.basePath}
              {operation.path}
            </code>
          </span>
        }
        breadcrumbs={[
          { label: 'APIs', href: paths.apis() },
          { label: api.name, href: paths.api(api.id) },
          { label: version.version, href: paths.apiVersion(api.id, version.id) },
          { label: operation.operationId },
        ]}
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
