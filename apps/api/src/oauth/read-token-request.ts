import type { AccessTokenRequest } from '@tollgate/services/oauth/issue-access-token';
import { OauthError } from '@tollgate/services/oauth/oauth-error';

const MAX_BYTES = 8192;
const FORM = 'application/x-www-form-urlencoded';
const BASIC = /^basic +([A-Za-z0-9+/=]+)$/i;

/** A token request as RFC 6749 has it: a form, with the client in `Authorization: Basic` or in the form. */
export async function readTokenRequest(request: Request): Promise<AccessTokenRequest> {
  const form = await readForm(request);
  const grant = form.get('grant_type');
  if (!grant) throw new OauthError('invalid_request', 'grant_type is missing.');
  if (grant !== 'client_credentials') {
    throw new OauthError('unsupported_grant_type', 'Only client_credentials is possible here.');
  }
  const scope = form.get('scope')?.split(' ').filter(Boolean) ?? [];
  return { ...readClient(request, form), scopes: scope.length > 0 ? scope : null };
}

function readClient(request: Request, form: URLSearchParams) {
  const header = request.headers.get('authorization');
  const clientId = form.get('client_id');
  const clientSecret = form.get('client_secret');
  if (header === null) {
    if (!clientId || !clientSecret) {
      throw new OauthError('invalid_client', 'Send client_id and client_secret, or Authorization: Basic.');
    }
    return { clientId, clientSecret };
  }
  const basic = BASIC.exec(header)?.[1];
  const text = basic ? Buffer.from(basic, 'base64').toString('utf8') : '';
  const colon = text.indexOf(':');
  if (colon < 1) throw new OauthError('invalid_client', 'The Authorization header is no Basic credential.');
  const [id, secret] = [unescapeForm(text.slice(0, colon)), unescapeForm(text.slice(colon + 1))];
  if (clientSecret !== null || (clientId !== null && clientId !== id)) {
    throw new OauthError('invalid_request', 'The client stands twice: in the header and in the form.');
  }
  return { clientId: id, clientSecret: secret };
}

async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== FORM) throw new OauthError('invalid_request', `The body must be ${FORM}.`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new OauthError('invalid_request', `The body may have ${MAX_BYTES} bytes.`);
    chunks.push(chunk);
  }
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  for (const name of new Set(form.keys())) {
    if (form.getAll(name).length > 1) throw new OauthError('invalid_request', 'A parameter stands twice.');
  }
  return form;
}

// RFC 6749, section 2.3.1: both halves are encoded like form values.
function unescapeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
}
