/** What handlers find in the context of a request. */
export interface ApiVariables {
  Variables: { requestId: string };
}
