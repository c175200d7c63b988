/** How a key travels, the same for every API behind the gateway. */
export function AuthenticationNote() {
  return (
    <section aria-label="Authentication" className="text-ui">
      <h2 className="font-semibold text-base">Authentication</h2>
      <p className="mt-1 max-w-prose text-ink-muted">
        Send your API key with each request, as <Code>X-API-Key: tg_live_…</Code> or{' '}
        <Code>Authorization: Bearer tg_live_…</Code>. Keep it on your servers: whoever has it calls in your
        name. Answers say in <Code>RateLimit</Code> how much of your plan is left.
      </p>
    </section>
  );
}

function Code({ children }: { children: string }) {
  return <code className="rounded bg-sunken px-1 py-0.5 font-mono text-ink text-xs">{children}</code>;
}
