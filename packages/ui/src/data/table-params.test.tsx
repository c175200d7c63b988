import { describe, expect, test } from 'vitest';
import { hrefWith, readTableParams, sortHref } from './table-params.tsx';

describe('the address of a table', () => {
  test('is read into sort, page, query and filters', () => {
    const params = { sort: '-count', page: '3', q: ' web ', status: 'active', other: 'x' };
    expect(readTableParams(params, { sortable: ['count'], filters: ['status', 'plan'] })).toEqual({
      sort: { columnId: 'count', direction: 'desc' },
      page: 3,
      after: undefined,
      query: 'web',
      filters: { status: 'active' },
    });
  });

  test('cannot sort by what is not sortable, nor ask for a page that is none', () => {
    const defaultSort = { columnId: 'name', direction: 'asc' } as const;
    const read = readTableParams({ sort: 'password', page: '-1' }, { sortable: ['name'], defaultSort });
    expect(read.sort).toEqual(defaultSort);
    expect(read.page).toBe(1);
  });

  test('keeps the rest when one thing changes', () => {
    expect(hrefWith({ status: 'active', tag: ['a', 'b'], page: '2' }, { page: 3, status: undefined })).toBe(
      '?tag=a&tag=b&page=3',
    );
  });

  test('goes back to the first page when the sort changes', () => {
    const href = sortHref({ page: '4', after: 'xyz', q: 'web' })({ columnId: 'count', direction: 'desc' });
    expect(href).toBe('?q=web&sort=-count');
  });
});
