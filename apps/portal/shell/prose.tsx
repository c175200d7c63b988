import { cn } from '@tollgate/ui/cn';

/** Sanitised HTML from Markdown. Only `renderMarkdown` of packages/openapi may make what is given here. */
export function Prose({ html, className }: { html: string; className?: string }) {
  return (
    <div
      className={cn('tg-prose', className)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by packages/openapi, and the CSP allows no inline script
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
