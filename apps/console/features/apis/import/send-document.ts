import type { FormProblem } from '@tollgate/ui/forms/form-problem';
import type { RedirectResult } from '../../../shell/forms/save-form.tsx';
import { paths } from '../../../shell/paths.ts';

interface ProblemBody {
  detail?: string;
  title?: string;
  errors?: FormProblem[];
}

/** Sends the document as the request's body, since it is too large for a form's action, and answers like one. */
export async function sendDocument(
  _previous: RedirectResult | undefined,
  form: FormData,
): Promise<RedirectResult> {
  const source = form.get('source');
  const document = form.get('document');
  const isMissing = document instanceof File ? document.size === 0 : !document;
  if (source === 'file' && isMissing) return failAt('document', 'Choose a file first.');
  if (source === 'text' && isMissing) return failAt('document', 'Paste the document first.');
  if (source === 'url' && !form.get('url')) return failAt('url', 'Write the address first.');
  const query = {
    url: source === 'url' ? String(form.get('url')) : undefined,
    name: document instanceof File ? document.name : undefined,
    apiId: String(form.get('target.apiId') ?? ''),
    upstreamUrl: String(form.get('target.upstreamUrl') ?? '').trim(),
    basePath: String(form.get('target.basePath') ?? '').trim(),
  };
  return post(paths.importsData(query), source === 'url' ? null : document);
}

async function post(address: string, body: BodyInit | null): Promise<RedirectResult> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/octet-stream' },
    });
    const data: unknown = await answer.json();
    if (answer.ok) return { ok: true, href: paths.apiImportProgress((data as { id: string }).id) };
    const problem = data as ProblemBody;
    return {
      ok: false,
      message: problem.detail ?? problem.title ?? 'The document was refused.',
      errors: problem.errors ?? [],
    };
  } catch {
    return { ok: false, message: 'The document did not arrive. Check your connection and try again.' };
  }
}

function failAt(location: string, message: string): RedirectResult {
  return { ok: false, errors: [{ location, message }] };
}
