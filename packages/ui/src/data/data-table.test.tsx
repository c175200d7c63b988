import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { DataTable, type DataTableProps } from './data-table.tsx';

type Row = { id: string; name: string; count: number };

const rows: Row[] = [{ id: 'a', name: 'Atlas', count: 3 }];

function html(props: Partial<DataTableProps<Row>>) {
  return renderToStaticMarkup(
    <DataTable<Row>
      label="Things"
      columns={[
        { id: 'name', header: 'Name', cell: (row) => row.name, isSortable: true },
        { id: 'count', header: 'Count', cell: (row) => row.count, isSortable: true, firstDirection: 'desc' },
        { id: 'note', header: 'Note', cell: () => '' },
      ]}
      rows={rows}
      getRowId={(row) => row.id}
      getSortHref={(sort) => `?sort=${sort.columnId}.${sort.direction}`}
      {...props}
    />,
  );
}

describe('a table', () => {
  test('says by which column it is sorted, and only at columns that can be', () => {
    const headers = html({ sort: { columnId: 'count', direction: 'desc' } }).match(/<th [^>]*>/g) ?? [];
    expect(headers[0]).toContain('aria-sort="none"');
    expect(headers[1]).toContain('aria-sort="descending"');
    expect(headers[2]).not.toContain('aria-sort');
  });

  test('links each heading to the next sort', () => {
    const page = html({ sort: { columnId: 'name', direction: 'asc' } });
    expect(page).toContain('href="?sort=name.desc"');
    expect(page).toContain('href="?sort=count.desc"');
  });

  test('makes a row a link by its first cell', () => {
    expect(html({ getRowHref: (row) => `/things/${row.id}` })).toMatch(/<td[^>]*><a href="\/things\/a"/);
  });

  test('shows the empty state instead of an empty table, and skeletons while loading', () => {
    expect(html({ rows: [], emptyState: <p>Nothing yet</p> })).toBe(
      '<div class="min-w-0"><p>Nothing yet</p></div>',
    );
    const loading = html({ rows: [], isLoading: true, skeletonRows: 2, emptyState: <p>Nothing yet</p> });
    expect(loading).toContain('aria-busy="true"');
    expect(loading.match(/<tr>/g)).toHaveLength(3);
  });

  test('emits no style attribute, so that a strict content security policy holds', () => {
    expect(html({ narrow: 'cards' })).not.toContain('style=');
  });
});
