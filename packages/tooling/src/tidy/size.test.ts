import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { ratchetPath } from './ratchet.ts';
import { size } from './size.ts';

const lines = (count: number, line: string) => `${line}\n`.repeat(count);
const longFunction = (count: number) => `function long() {\n${lines(count - 2, '  step();')}}\n`;
const find = (files: Record<string, string>) => size.find(fakeProject(files));

test('a file of 401 lines is refused, one of 400 is not', () => {
  expect(find({ 'a.ts': lines(401, 'step();') })).toHaveLength(1);
  expect(find({ 'a.ts': lines(400, 'step();') })).toEqual([]);
});

test('a function of 71 lines is refused, one of 70 is not', () => {
  expect(find({ 'a.ts': longFunction(71) })).toMatchObject([{ path: 'a.ts', line: 1 }]);
  expect(find({ 'a.ts': longFunction(70) })).toEqual([]);
});

test('an arrow function and a component count as functions', () => {
  const component = `export const Page = () => {\n${lines(80, '  step();')}  return <p>{1}</p>;\n};\n`;
  expect(find({ 'page.tsx': component })).toMatchObject([{ problem: expect.stringContaining('Page') }]);
});

test('a describe block may be long, a test in it may not', () => {
  const suite = (body: string) => `describe('x', () => {\n${body}});\n`;
  expect(find({ 'a.test.ts': suite(lines(80, "  test('y', () => {});")) })).toEqual([]);
  expect(find({ 'a.test.ts': suite(`test('y', () => {\n${lines(80, '  step();')}});\n`) })).toHaveLength(1);
});

test('a listed function may stay as it is, but neither grow nor stay listed once it is smaller', () => {
  const listed = JSON.stringify({ functionLines: { 'a.ts#long': 90 } });
  expect(find({ [ratchetPath]: listed, 'a.ts': longFunction(90) })).toEqual([]);
  expect(find({ [ratchetPath]: listed, 'a.ts': longFunction(91) })).toMatchObject([{ path: 'a.ts' }]);
  expect(find({ [ratchetPath]: listed, 'a.ts': longFunction(80) })).toMatchObject([{ path: ratchetPath }]);
  expect(find({ [ratchetPath]: listed, 'a.ts': longFunction(20) })).toMatchObject([{ path: ratchetPath }]);
});
