import { z } from 'zod';
import { BODY_EDITS, editsBody } from '../body-edits.ts';
import { editsHeaders, editsOf, HEADER_EDITS } from '../header-edits.ts';
import type { PolicySchema } from '../policy.ts';
import { Template } from '../templates.ts';

const ParameterName = z.string().min(1).max(200);

export const RequestTransformConfig = z
  .strictObject({
    ...HEADER_EDITS,
    removeQuery: z.array(ParameterName).max(30).default([]).describe('Query parameters to remove.'),
    renameQuery: editsOf(ParameterName).describe('Query parameters to rename, one a line: old: new.'),
    setQuery: editsOf(Template).describe(
      'Query parameters to set in place of what is there, one a line: name: value; variables as above.',
    ),
    ...BODY_EDITS,
  })
  .refine(
    (config) =>
      editsHeaders(config) ||
      editsBody(config) ||
      config.removeQuery.length + Object.keys({ ...config.renameQuery, ...config.setQuery }).length > 0,
    'as it stands, nothing would be changed',
  );
export type RequestTransformConfig = z.infer<typeof RequestTransformConfig>;

/** Changes what is forwarded to the upstream. */
export const schema: PolicySchema<RequestTransformConfig> = {
  id: 'request-transform',
  phase: 'request',
  bodyBytes: (config) => (editsBody(config) ? config.maxBodyBytes : 0),
  mayRepeat: true,
  title: 'Request transformation',
  summary:
    'Sets, adds, renames and removes headers, query parameters and places in a JSON body before forwarding.',
  onDependencyDown: 'has_no_dependency',
  config: RequestTransformConfig,
};
