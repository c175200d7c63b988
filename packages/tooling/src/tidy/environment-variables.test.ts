import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { environmentVariables } from './environment-variables.ts';

const find = (files: Record<string, string>) => environmentVariables.find(fakeProject(files));
const config = {
  'apps/api/src/config.ts': 'const schema = z.object({ PORT: z.string() }).parse(process.env);',
};

test('a variable of config.ts that .env.example explains passes', () => {
  expect(find({ ...config, '.env.example': '# Where it listens.\nPORT=3002\n' })).toEqual([]);
});

test('a variable that .env.example does not know is refused', () => {
  expect(find({ ...config, '.env.example': '' })).toMatchObject([{ path: 'apps/api/src/config.ts' }]);
});

test('a variable of .env.example that nothing reads is refused', () => {
  const example = 'PORT=1\n# OLD=2\n';
  expect(find({ ...config, '.env.example': example })).toMatchObject([{ path: '.env.example', line: 2 }]);
});

test('process.env outside of config.ts is refused', () => {
  expect(find({ 'apps/api/src/main.ts': 'listen(process.env.PORT);' })).toHaveLength(1);
  expect(find({ 'apps/api/src/main.ts': "listen(process.env['PORT']);" })).toHaveLength(1);
  expect(find({ 'apps/api/src/main.ts': 'if (process.env.NODE_ENV) run();' })).toEqual([]);
});
