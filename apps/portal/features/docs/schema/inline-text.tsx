import { renderInlineMarkdown } from '@tollgate/openapi/render-markdown';

const MARKUP = /[`*_[\]<>&\\~]|https?:/;

/** One paragraph of untrusted Markdown; plain text, which most of it is, costs nothing. */
export function InlineText({ markdown }: { markdown: string }) {
  const text = markdown.trim();
  if (!text) return null;
  const className = 'tg-prose doc-text';
  if (!MARKUP.test(text)) return <p className="doc-text">{text.slice(0, 1000)}</p>;
  return (
    <p
      className={className}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by packages/openapi, and the CSP allows no inline script
      dangerouslySetInnerHTML={{ __html: renderInlineMarkdown(text) }}
    />
  );
}
