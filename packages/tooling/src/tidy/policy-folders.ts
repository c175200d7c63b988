import type { Project } from '../project.ts';
import type { Finding, TidyCheck } from './check.ts';

const home = 'packages/policies/src';

/** Every policy folder is complete and registered. */
export const policyFolders: TidyCheck = {
  name: 'policy-folders',
  find: (project) => policyNames(project).flatMap((name) => judge(project, name)),
};

/** A folder is a policy when it has a schema or a handler. */
function policyNames(project: Project): string[] {
  const folders = project.paths
    .map((path) => /^packages\/policies\/src\/([^/]+)\/(?:schema|handler)\.ts$/.exec(path)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(folders)];
}

function judge(project: Project, name: string): Finding[] {
  const folder = `${home}/${name}`;
  const hasTest = project.paths.some((path) => path.startsWith(`${folder}/`) && /\.test\.ts$/.test(path));
  const missing = [
    ...['schema.ts', 'handler.ts', 'README.md'].filter((file) => !project.has(`${folder}/${file}`)),
    ...(hasTest ? [] : [`${name}.test.ts`]),
  ];
  const incomplete = missing.map((file) => ({
    path: folder,
    problem: `The policy has no ${file}.`,
    mend: `npm run new policy ${name} shows the shape of one.`,
  }));
  const unregistered = ['schema', 'handler']
    .filter((file) => project.has(`${folder}/${file}.ts`) && !isRegistered(project, name, file))
    .map((file) => ({
      path: `${folder}/${file}.ts`,
      problem: `No registry in ${home} imports this ${file}.`,
      mend: 'Add its one line to the registry.',
    }));
  return [...incomplete, ...unregistered];
}

function isRegistered(project: Project, name: string, file: string): boolean {
  return project.paths
    .filter((path) => /^packages\/policies\/src\/[^/]+\.ts$/.test(path) && !/\.test\.ts$/.test(path))
    .some((path) => project.read(path).includes(`'./${name}/${file}.ts'`));
}
