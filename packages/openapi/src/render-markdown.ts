import { Marked, type Tokens } from 'marked';
import sanitizeHtml from 'sanitize-html';
import { boundedTokenizer } from './markdown/bounded-tokenizer.ts';

export type MarkdownOptions = {
  /** The level that a first-level heading of the text gets in the page. Default 3. */
  firstHeadingLevel?: number;
  /** Characters rendered; the rest is cut off. Default 50,000. */
  maxLength?: number;
};

const blockTags = [
  'p',
  'br',
  'hr',
  'blockquote',
  'pre',
  'ul',
  'ol',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
];
const tableTags = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];
const inlineTags = ['a', 'code', 'em', 'strong', 'del'];
const alignment = { name: 'align', multiple: false, values: ['left', 'center', 'right'] };
const maxNesting = 20;
const maxLinkLength = 500_000;

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [...blockTags, ...tableTags, ...inlineTags],
  allowedAttributes: { a: ['href', 'rel'], th: [alignment], td: [alignment], ol: ['start'] },
  allowedClasses: { code: [/^language-[\w+#-]{1,30}$/] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: { a: guardLink },
};

/**
 * Sanitised HTML of untrusted Markdown (GitHub's flavour). HTML in the text loses its tags, images become their
 * text, and links go to http, https or mailto only, with rel="nofollow noopener".
 */
export function renderMarkdown(markdown: string, options: MarkdownOptions = {}): string {
  const { firstHeadingLevel = 3, maxLength = 50_000 } = options;
  const text = flattenNesting(markdown.slice(0, maxLength).toWellFormed());
  try {
    return sanitizeHtml(parserFor(firstHeadingLevel).parse(text, { async: false }), allowed);
  } catch {
    // The parser gives up on some hostile texts; what was written is then shown as it is.
    return `<pre>${escapeHtml(text)}</pre>`;
  }
}

/** The same for a single line: no paragraphs, lists or headings. */
export function renderInlineMarkdown(markdown: string): string {
  const text = markdown.slice(0, 1000).replace(/\s+/g, ' ').toWellFormed();
  try {
    const html = parserFor(3).parseInline(text, { async: false });
    return sanitizeHtml(html, { ...allowed, allowedTags: inlineTags });
  } catch {
    return escapeHtml(text);
  }
}

function parserFor(firstHeadingLevel: number): Marked {
  let linkLength = 0;
  return new Marked({
    gfm: true,
    tokenizer: boundedTokenizer,
    renderer: {
      html: ({ text, block }: Tokens.HTML | Tokens.Tag) => dropTags(text, block === true),
      image: ({ text }) => escapeHtml(text),
      checkbox: ({ checked }) => (checked ? '[x] ' : '[ ] '),
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        linkLength += href.length;
        // An address that is defined once can be referred to thousands of times.
        if (linkLength > maxLinkLength || !leadsOut(href)) return text;
        return `<a href="${escapeHtml(href)}">${text}</a>`;
      },
      heading({ tokens, depth }) {
        const level = Math.min(6, depth + firstHeadingLevel - 1);
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
      },
    },
  });
}

function dropTags(html: string, isBlock: boolean): string {
  if (/^<br\s*\/?>$/i.test(html.trim())) return '<br>';
  const text = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} });
  return isBlock && text.trim() ? `<p>${text}</p>` : text;
}

function guardLink(_tag: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const { href } = attributes;
  if (!href || !leadsOut(href)) return { tagName: 'a', attribs: {} };
  return { tagName: 'a', attribs: { href, rel: 'nofollow noopener' } };
}

// A relative link would lead somewhere in the portal, which the text's author knows nothing about.
function leadsOut(href: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(href.trim());
}

// Each level of nested quotes or lists parses its whole rest again: time grows with length × depth.
function flattenNesting(text: string): string {
  return text.replace(/^[ \t]*(?:>[ \t]?|(?:[*+-]|\d{1,9}[.)])[ \t]+)+/gm, (markers) =>
    markers.length > maxNesting * 4 ? `${markers.trimStart().slice(0, maxNesting)} ` : markers,
  );
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
