import type { SchemaField, SchemaView } from '@tollgate/openapi/schema-view';
import { Badge } from '@tollgate/ui/data/badge';
import { AppLink } from '@tollgate/ui/link';
import type { ReactNode } from 'react';
import { InlineText } from './inline-text.tsx';

/** Props of `SchemaTree`. */
export type SchemaTreeProps = {
  view: SchemaView;
  /** Address of a named schema's own page, where one that is cut off goes on. */
  hrefOf: (name: string) => string;
};

/** A schema as a list of fields; nested ones open and close without any script. */
export function SchemaTree({ view, hrefOf }: SchemaTreeProps) {
  const { fields, additional, items, variants } = view;
  if (items && fields.length === 0) return <SchemaTree view={items} hrefOf={hrefOf} />;
  const isLeaf = fields.length === 0 && !additional && !variants;
  if (isLeaf) return <Leaf view={view} hrefOf={hrefOf} />;
  return (
    <>
      {fields.length > 0 ? (
        <ul className="doc-fields">
          {fields.map((field) => (
            <li key={field.name}>
              <Field field={field} hrefOf={hrefOf} />
            </li>
          ))}
        </ul>
      ) : null}
      {additional ? (
        <Nested label="Any other field" hint={additional.label}>
          <SchemaTree view={additional} hrefOf={hrefOf} />
        </Nested>
      ) : null}
      {variants ? <Variants variants={variants} hrefOf={hrefOf} /> : null}
    </>
  );
}

type VariantsProps = { variants: NonNullable<SchemaView['variants']>; hrefOf: SchemaTreeProps['hrefOf'] };

function Variants({ variants, hrefOf }: VariantsProps) {
  return (
    <div>
      <p className="doc-type">
        {variants.kind === 'oneOf' ? 'Exactly one of these' : 'One or more of these'}
        {variants.discriminator ? `, told apart by ${variants.discriminator}` : ''}
      </p>
      {variants.options.map((option, at) => (
        <Nested
          // biome-ignore lint/suspicious/noArrayIndexKey: variants have no identity but their place
          key={at}
          label={option.title || option.label}
          hint={option.title ? option.label : ''}
        >
          <SchemaTree view={option} hrefOf={hrefOf} />
        </Nested>
      ))}
    </div>
  );
}

function Field({ field, hrefOf }: { field: SchemaField; hrefOf: SchemaTreeProps['hrefOf'] }) {
  const { name, required, schema } = field;
  const inner = schema.items && schema.fields.length === 0 ? schema.items : schema;
  const hasInside = inner.fields.length > 0 || inner.additional !== undefined || inner.variants !== undefined;
  return (
    <>
      <FieldHead name={name} isRequired={required} view={schema} />
      <InlineText markdown={schema.description} />
      <Facts view={schema} />
      {hasInside ? (
        <Nested label="Its fields" hint={inner.ref ?? ''}>
          <SchemaTree view={inner} hrefOf={hrefOf} />
        </Nested>
      ) : (
        <CutLink view={inner} hrefOf={hrefOf} />
      )}
    </>
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
    <p className="doc-head">
      <code>{name}</code>
      <span className="doc-type">{view.label}</span>
      {isRequired ? <b>required</b> : null}
      {view.isDeprecated ? <Badge tone="warning">deprecated</Badge> : null}
      {view.isReadOnly ? <Badge>read only</Badge> : null}
      {view.isWriteOnly ? <Badge>write only</Badge> : null}
    </p>
  );
}

const MOST_VALUES = 12;

/** Constraints, allowed values, default and example of a schema. */
export function Facts({ view }: { view: SchemaView }) {
  const { constraints, examples } = view;
  if (!constraints.length && !view.enum.length && !view.default && !examples.length) return null;
  return (
    <p className="doc-facts">
      {constraints.length > 0 ? `${constraints.join(', ')}. ` : ''}
      {view.enum.length > 0 ? <Values values={view.enum} /> : null}
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

function Values({ values }: { values: string[] }) {
  return (
    <>
      One of{' '}
      {values.slice(0, MOST_VALUES).map((value) => (
        <span key={value}>
          <Value text={value} />{' '}
        </span>
      ))}
      {values.length > MOST_VALUES ? `and ${values.length - MOST_VALUES} more. ` : ''}
    </>
  );
}

function Value({ text }: { text: string }) {
  return <code>{text.length > 120 ? `${text.slice(0, 120)}…` : text}</code>;
}

function Nested({ label, hint, children }: { label: string; hint: string; children: ReactNode }) {
  return (
    <details className="doc-nested">
      <summary>
        {label}
        {hint ? <span>{hint}</span> : null}
      </summary>
      <div>{children}</div>
    </details>
  );
}

function Leaf({ view, hrefOf }: SchemaTreeProps) {
  return (
    <>
      <p className="doc-type">{view.label}</p>
      <InlineText markdown={view.description} />
      <Facts view={view} />
      <CutLink view={view} hrefOf={hrefOf} />
    </>
  );
}

function CutLink({ view, hrefOf }: SchemaTreeProps) {
  if (!view.isCut || !view.ref) return null;
  return (
    <p className="doc-more">
      <AppLink href={hrefOf(view.ref)}>See {view.ref}</AppLink>
    </p>
  );
}
