import type { Project } from '../project.ts';
import { isTest } from '../source.ts';
import type { Finding, TidyCheck } from './check.ts';
import { type Excess, holdToRatchet } from './ratchet.ts';

const forbidden = /^(?:(?:.+-)?(?:utils?|helpers?|managers?)|common|shared|base|v2|misc|stuff)$/;
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const maxFolderFiles = 14;

/** Names whose form somebody else decides. */
const foreignNames = [
  /^(README|AGENTS|ARCHITECTURE|CONTRIBUTING|SECURITY|CHANGELOG|LICENSE|NOTICE)(\.md)?$/,
  /^Dockerfile/,
  /^Chart\.yaml$/,
  /^_helpers\.tpl$/,
  /^NOTES\.txt$/,
];

/** Folders whose files are named by another rule: problem codes and migrations. */
const foreignFolders = [/^docs\/problems\//, /^migrations\/[a-z]+\//];

/** Kebab-case names that say something, in folders that can be taken in at a glance. */
export const names: TidyCheck = {
  name: 'names',
  find: (project) => [
    ...findBadNames(project),
    ...holdToRatchet(project, 'folderFiles', findFullFolders(project)),
  ],
};

function findBadNames(project: Project): Finding[] {
  const judged = new Set<string>();
  return project.paths.flatMap((path) => {
    const parts = path.split('/');
    return parts.flatMap((part, depth) => {
      const prefix = parts.slice(0, depth + 1).join('/');
      if (judged.has(prefix)) return [];
      judged.add(prefix);
      return judge(prefix, part);
    });
  });
}

function judge(path: string, name: string): Finding[] {
  if (name.startsWith('.') || foreignNames.some((pattern) => pattern.test(name))) return [];
  const stem = bareStem(name);
  if (forbidden.test(stem)) {
    return [
      { path, problem: `"${stem}" says nothing about what is inside.`, mend: 'Name it after what it does.' },
    ];
  }
  if (kebab.test(stem) || foreignFolders.some((pattern) => pattern.test(path))) return [];
  return [
    { path, problem: 'The name is not kebab-case.', mend: 'Use small letters, digits and single hyphens.' },
  ];
}

/** The name without its endings and without the brackets, dots and signs of Next.js routes. */
function bareStem(name: string): string {
  const route = /^(?:\(\.+\))?(?:\[{1,2}(?:\.\.\.)?([A-Za-z]+)\]{1,2}|\((.+)\)|[@_](.+))$/.exec(name);
  if (route?.[1]) return 'parameter';
  const stem = route?.[2] ?? route?.[3] ?? name;
  return stem.split('.')[0] ?? stem;
}

function findFullFolders(project: Project): Excess[] {
  const counts = new Map<string, number>();
  for (const path of project.paths) {
    if (!/\.(ts|tsx|mjs|cjs|js)$/.test(path) || isTest(path)) continue;
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '.';
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > maxFolderFiles)
    .map(([folder, count]) => ({
      path: folder,
      key: folder,
      size: count,
      problem: `The folder has ${count} source files; ${maxFolderFiles} is the most.`,
      mend: 'Group what changes together into folders.',
    }));
}
