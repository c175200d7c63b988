import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Button } from './button.tsx';

describe('a button', () => {
  test('that is not available stays focusable, says why and cannot submit', () => {
    const html = renderToStaticMarkup(
      <Button type="submit" disabledReason="Only owners can do this.">
        Delete
      </Button>,
    );
    expect(html).toContain('aria-disabled="true"');
    expect(html).toContain('Only owners can do this.');
    expect(html).toContain('type="button"');
    expect(html).not.toMatch(/\sdisabled=/);
  });

  test('does not submit a form unless it is told to', () => {
    expect(renderToStaticMarkup(<Button>Open</Button>)).toContain('type="button"');
    expect(renderToStaticMarkup(<Button type="submit">Save</Button>)).toContain('type="submit"');
  });
});
