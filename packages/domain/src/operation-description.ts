import { z } from 'zod';

/** What the description of an API says an operation takes; schemas are of JSON Schema 2020-12, `$ref` names one. */
export const OperationDescription = z.strictObject({
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      schema: z.unknown(),
      /** How a list is written; null is the way that is usual for the place. */
      style: z.string().nullable(),
      explode: z.boolean().nullable(),
      /** Set when the value is itself a document. */
      mediaType: z.string().nullable(),
    }),
  ),
  body: z
    .strictObject({
      required: z.boolean(),
      /** `schema` null says nothing of the body. */
      content: z.array(z.strictObject({ mediaType: z.string(), schema: z.unknown() })),
    })
    .nullable(),
});
export type OperationDescription = z.infer<typeof OperationDescription>;
export type ParameterDescription = OperationDescription['parameters'][number];

/** An answer that an operation may give, with examples of its bodies. */
export const AnswerExample = z.strictObject({
  /** A code, a class such as `4XX`, or `default`. */
  status: z.string(),
  headers: z.record(z.string(), z.string()),
  /** In the order of the document; empty when the answer has no body. */
  bodies: z.array(
    z.strictObject({
      mediaType: z.string(),
      /** Empty for an example without a name, and for one made up from the schema. */
      name: z.string(),
      body: z.string(),
    }),
  ),
});
export type AnswerExample = z.infer<typeof AnswerExample>;

/** Named schemas of an API version. */
export type NamedSchemas = Readonly<Record<string, unknown>>;
