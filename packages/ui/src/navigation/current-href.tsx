/** The address that is the longest path prefix of `pathname`, or undefined when none is. */
export function findCurrentHref(hrefs: string[], pathname: string | undefined): string | undefined {
  if (!pathname) return undefined;
  const matches = hrefs.filter((href) => {
    const path = pathOf(href);
    return pathname === path || (path === '/' ? false : pathname.startsWith(`${path}/`));
  });
  return matches.sort((a, b) => pathOf(b).length - pathOf(a).length)[0];
}

function pathOf(href: string): string {
  const path = href.split(/[?#]/)[0] ?? '';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path || '/';
}
