import type { SchemaField, SchemaView } from '@tollgate/openapi/schema-view';
import { Badge } from '@tollgate/ui/data/badge';
import { AppLink } from '@tollgate/ui/link';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { InlineText } from './inline-text.tsx';

/** Props of `SchemaTree`. */
export type SchemaTreeProps = {
  view: SchemaView;
  /** Address of a named schema's own page, where one that is cut off goes on. */
  hrefOf: (name: string) => string;
  /** Nested objects up to this depth start open. */
  openDepth?: number;
};

/** A schema as a list of fields; nested ones open and close without any script. */
export function SchemaTree({ view, hrefOf, openDepth = 0 }: SchemaTreeProps) {
  const { fields, additional, items, variants } = view;
  if (items && fields.length === 0) return <SchemaTree view={items} hrefOf={hrefOf} openDepth={openDepth} />;
  const isLeaf = fields.length === 0 && !additional && !variants;
  if (isLeaf) return <Leaf view={view} hrefOf={hrefOf} />;
  return (
    <>
      {fields.length > 0 ? (
        <ul className="divide-y divide-line">
          {fields.map((field) => (
            <li key={field.name} className="py-2.5 first:pt-0 last:pb-0">
              <Field field={field} hrefOf={hrefOf} openDepth={openDepth} />
            </li>
          ))}
        </ul>
      ) : null}
      {additional ? (
        <Nested label="Any other field" hint={additional.label} isOpen={openDepth > 0}>
          <SchemaTree view={additional} hrefOf={hrefOf} openDepth={openDepth - 1} />
        </Nested>
      ) : null}
      {variants ? (
        <div className="mt-1 flex flex-col gap-1.5">
          <p className="text-ink-muted text-xs">
            {variants.kind === 'oneOf' ? 'Exactly one of these' : 'One or more of these'}
            {variants.discriminator ? `, told apart by ${variants.discriminator}` : ''}
          </p>
          {variants.options.map((option, at) => (
            <Nested
              // biome-ignore lint/suspicious/noArrayIndexKey: variants have no identity but their place
              key={at}
              label={option.title || option.label}
              hint={option.title ? option.label : ''}
              isOpen={openDepth > 0 && at === 0}
            >
              <SchemaTree view={option} hrefOf={hrefOf} openDepth={openDepth - 1} />
            </Nested>
          ))}
        </div>
      ) : null}
    </>
  );
}

function Field({
  field,
  hrefOf,
  openDepth,
}: { field: SchemaField } & Omit<Required<SchemaTreeProps>, 'view'>) {
  const { name, required, schema } = field;
  const inner = schema.items && schema.fields.length === 0 ? schema.items : schema;
  const hasInside = inner.fields.length > 0 || inner.additional !== undefined || inner.variants !== undefined;
  return (
    <div className="min-w-0 text-ui">
      <FieldHead name={name} isRequired={required} view={schema} />
      <InlineText markdown={schema.description} />
      <Facts view={schema} />
      {hasInside ? (
        <Nested label="Its fields" hint={inner.ref ?? ''} isOpen={openDepth > 0}>
          <SchemaTree view={inner} hrefOf={hrefOf} openDepth={openDepth - 1} />
        </Nested>
      ) : (
        <CutLink view={inner} hrefOf={hrefOf} />
      )}
    </div>
  );
}

/** Name, type and marks of a field, parameter or header. */
export function FieldHead({
  name,
  isRequired,
  view,
}: {
  name: string;
  isRequired: boolean;
  view: SchemaView;
}) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
      <code className="break-all font-mono font-semibold text-ink text-xs">{name}</code>
      <span className="break-words text-ink-muted text-xs">{view.label}</span>
      {isRequired ? <span className="font-medium text-danger-text text-xs">required</span> : null}
      {view.isDeprecated ? <Badge tone="warning">deprecated</Badge> : null}
      {view.isReadOnly ? <Badge>read only</Badge> : null}
      {view.isWriteOnly ? <Badge>write only</Badge> : null}
    </p>
  );
}

/** Constraints, allowed values, default and example of a schema. */
export function Facts({ view }: { view: SchemaView }) {
  const { constraints, examples } = view;
  const most = 12;
  if (!constraints.length && !view.enum.length && !view.default && !examples.length) return null;
  return (
    <p className="mt-1 break-words text-ink-muted text-xs">
      {constraints.length > 0 ? `${constraints.join(', ')}. ` : ''}
      {view.enum.length > 0 ? (
        <>
          One of{' '}
          {view.enum.slice(0, most).map((value) => (
            <span key={value}>
              <Value text={value} />{' '}
            </span>
          ))}
          {view.enum.length > most ? `and ${view.enum.length - most} more. ` : ''}
        </>
      ) : null}
      {view.default ? (
        <>
          Default <Value text={view.default} />{' '}
        </>
      ) : null}
      {examples[0] && view.enum.length === 0 ? (
        <>
          Example <Value text={examples[0]} />
        </>
      ) : null}
    </p>
  );
}

function Value({ text }: { text: string }) {
  const shown = text.length > 120 ? `${text.slice(0, 120)}…` : text;
  return <code className="break-all rounded bg-sunken px-1 font-mono text-ink">{shown}</code>;
}

function Nested({
  label,
  hint,
  isOpen,
  children,
}: {
  label: string;
  hint: string;
  isOpen: boolean;
  children: ReactNode;
}) {
  return (
    <details open={isOpen} className="group/nested mt-1.5">
      <summary className="flex w-fit max-w-full list-none items-center gap-1 rounded-md py-0.5 pr-2 text-accent-text text-xs hover:underline touch:min-h-11">
        <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 group-open/nested:rotate-90" />
        <span className="min-w-0 truncate">{label}</span>
        {hint ? <span className="truncate text-ink-muted">{hint}</span> : null}
      </summary>
      <div className="mt-1.5 ml-1.5 border-l pl-4">{children}</div>
    </details>
  );
}

function Leaf({ view, hrefOf }: SchemaTreeProps) {
  return (
    <div className="text-ui">
      <p className="text-ink-muted text-xs">{view.label}</p>
      <InlineText markdown={view.description} />
      <Facts view={view} />
      <CutLink view={view} hrefOf={hrefOf} />
    </div>
  );
}

function CutLink({ view, hrefOf }: SchemaTreeProps) {
  if (!view.isCut || !view.ref) return null;
  return (
    <p className="mt-1 text-xs">
      <AppLink href={hrefOf(view.ref)} className="rounded-sm text-accent-text underline underline-offset-2">
        See {view.ref}
      </AppLink>
    </p>
  );
}
