import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { testDiscipline } from './test-discipline.ts';

const find = (path: string, text: string) => testDiscipline.find(fakeProject({ [path]: text }));

for (const call of [
  "vi.mock('./x.ts')",
  "vi.doMock('./x.ts')",
  "test.only('x', run)",
  "describe.skip('x', run)",
  "describe.concurrent.skip('x', run)",
  "test.skipIf(isSlow)('x', run)",
  "it.todo('x')",
  'test.fixme()',
  "xit('x', run)",
]) {
  test(`${call} is refused in a test`, () => {
    expect(find('a.test.ts', `${call};`)).toHaveLength(1);
  });
}

test('spies, concurrent tests and a method called skip are fine', () => {
  const text = "vi.fn(); test.concurrent('x', run); test.each([1])('x', run); cursor.skip(3);";
  expect(find('a.test.ts', text)).toEqual([]);
});

test('a comment that says to do something later is refused unless it names an issue', () => {
  const word = ['TO', 'DO'].join('');
  expect(find('a.ts', `// ${word}: later\n`)).toMatchObject([{ line: 1 }]);
  expect(find('a.ts', `// ${word}(#12): later\n`)).toEqual([]);
  expect(find('a.ts', `const state = '${word}';\n`)).toEqual([]);
});
