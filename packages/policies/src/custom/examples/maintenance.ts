import type { CustomPolicy } from '../author.ts';

/**
 * Closes an API to writing while its settings say `closed: yes`, tells the upstream which plan calls, and takes the
 * server's name out of answers.
 */
const policy: CustomPolicy = {
  onRequest(request, { settings, planId }) {
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (settings.closed === 'yes' && !isReading) {
      const message = settings.message ?? 'Writing is closed for maintenance.';
      return Response.json({ message }, { status: 503, headers: { 'retry-after': '600' } });
    }
    const headers = new Headers(request.headers);
    headers.set('x-plan', planId);
    return new Request(request, { headers });
  },

  onResponse(response) {
    const headers = new Headers(response.headers);
    headers.delete('server');
    return new Response(response.body, { status: response.status, headers });
  },
};

export default policy;
