import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { LinkProvider } from '../link.tsx';
import { findCurrentHref } from './current-href.tsx';
import { SideNav } from './side-nav.tsx';

describe('the current item of a navigation', () => {
  test('is the one whose address is the longest prefix of the path', () => {
    const hrefs = ['/', '/apps', '/apps/new', '/app'];
    expect(findCurrentHref(hrefs, '/apps/7')).toBe('/apps');
    expect(findCurrentHref(hrefs, '/apps/new')).toBe('/apps/new');
    expect(findCurrentHref(hrefs, '/')).toBe('/');
    expect(findCurrentHref(hrefs, '/other')).toBeUndefined();
  });

  test('ignores parameters and a slash at the end', () => {
    expect(findCurrentHref(['/usage/?range=day'], '/usage/keys')).toBe('/usage/?range=day');
  });

  test('is marked for screen readers', () => {
    const groups = [
      {
        items: [
          { label: 'Apps', href: '/apps' },
          { label: 'Usage', href: '/usage' },
        ],
      },
    ];
    const html = renderToStaticMarkup(
      <LinkProvider pathname="/usage">
        <SideNav groups={groups} />
      </LinkProvider>,
    );
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
    expect(html).toMatch(/href="\/usage" aria-current="page"/);
  });
});
