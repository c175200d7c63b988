// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { click, get, getButton, render, unmount } from '../testing.tsx';
import { ClientTable, compareValues } from './client-table.tsx';

afterEach(unmount);

const rows = [10, 9, 100].map((count) => ({ id: `row-${count}`, count }));

async function show(pageSize?: number) {
  await render(
    <ClientTable
      label="Counts"
      columns={[
        {
          id: 'count',
          header: 'Count',
          cell: (row) => row.count,
          isSortable: true,
          sortValue: (row) => row.count,
        },
      ]}
      rows={rows}
      getRowId={(row) => row.id}
      pageSize={pageSize}
    />,
  );
}

function shown(): string[] {
  return Array.from(document.querySelectorAll('tbody td'), (cell) => cell.textContent ?? '');
}

describe('a table in the browser', () => {
  test('sorts numbers by size, in both directions', async () => {
    await show();
    expect(shown()).toEqual(['10', '9', '100']);
    await click(getButton('Count'));
    expect(shown()).toEqual(['9', '10', '100']);
    expect(get('th').getAttribute('aria-sort')).toBe('ascending');
    await click(getButton('Count'));
    expect(shown()).toEqual(['100', '10', '9']);
  });

  test('pages', async () => {
    await show(2);
    expect(shown()).toEqual(['10', '9']);
    expect(getButton('Previous').getAttribute('aria-disabled')).toBe('true');
    await click(getButton('Next'));
    expect(shown()).toEqual(['100']);
    expect(document.body.textContent).toContain('3–3 of 3');
  });
});

describe('the order of values', () => {
  test('puts missing ones first and reads numbers in text', () => {
    expect(['a10', null, 'a9', undefined].sort(compareValues)).toEqual([null, 'a9', 'a10', undefined]);
    expect([3n, 1n, 2n].sort(compareValues)).toEqual([1n, 2n, 3n]);
  });
});
