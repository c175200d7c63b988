import { PROBLEM_CODES, PROBLEM_TEXTS } from '@tollgate/contract/problems/catalogue';
import { exampleOf } from '@tollgate/contract/problems/problem-page';
import { PROBLEMS, type ProblemCode } from '@tollgate/domain/problem-codes';

const STYLE =
  ':root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:2rem 1rem}' +
  'code,pre{font:14px/1.5 ui-monospace,monospace}pre{overflow:auto;padding:1rem;border:1px solid #8886;border-radius:8px}' +
  'h1{line-height:1.25}h2{margin-top:2rem;font-size:1.1rem}a{color:inherit}';

/** Content of the style element, for the policy that allows it. */
export const PROBLEM_STYLE = STYLE;

/** The page about one problem. */
export function problemHtml(code: ProblemCode, apiUrl: string): string {
  const { status, title } = PROBLEMS[code];
  const { meaning, causes, mend, notYet } = PROBLEM_TEXTS[code];
  const unused = notYet
    ? `<p><strong>Nothing answers with this code yet.</strong> ${inline(notYet)}</p>`
    : '';
  const list = (items: readonly string[]) => items.map((item) => `<li>${inline(item)}</li>`).join('');
  return page(
    title,
    `<p><a href="/problems">All problems</a></p><h1>${escapeHtml(title)}</h1>` +
      `<p>Code <code>${code}</code>, status ${status}.</p>${unused}<p>${inline(meaning)}</p>` +
      `<h2>Typical causes</h2><ul>${list(causes)}</ul><h2>What to do</h2><ol>${list(mend)}</ol>` +
      `<h2>Example</h2><pre>${escapeHtml(JSON.stringify(exampleOf(code, apiUrl), null, 2))}</pre>`,
  );
}

/** The list of all problems. */
export function problemsHtml(): string {
  const rows = PROBLEM_CODES.map(
    (code) =>
      `<li>${PROBLEMS[code].status} <a href="/problems/${code}"><code>${code}</code></a>: ${escapeHtml(PROBLEMS[code].title)}</li>`,
  );
  return page('Problems', `<h1>Problems</h1><ul>${rows.join('')}</ul>`);
}

function page(title: string, body: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head>` +
    `<body><main>${body}</main></body></html>`
  );
}

function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
