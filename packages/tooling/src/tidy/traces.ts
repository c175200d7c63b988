import { isTest } from '../source.ts';
import type { Finding, TidyCheck } from './check.ts';

type Trace = { pattern: RegExp; problem: string; mend: string; mayBeInTests?: boolean };

// Written in pieces so that this file does not find itself.
const machineFolders = ['work', 'root', 'tmp/bash_jobs', 'Users/[a-z]+', 'home/(?!tollgate|node)[a-z]+'];
const secretPrefixes = [
  'tg_live',
  'tg_test',
  'tg_pat',
  'tg_gw',
  'whsec',
  'sk_live',
  'rk_live',
  'ghp',
  'xoxb',
];

const traces: Trace[] = [
  {
    pattern: new RegExp(`(?<![\\w.:~$\\u007d/-])/(?:${machineFolders.join('|')})/`),
    problem: 'An absolute path of one machine.',
    mend: 'Make it relative to the repository, or take it from configuration.',
  },
  {
    pattern: /\b(?:registry|mirror|deb|archive|snapshot|pypi|proxy)\.[a-z0-9-]+\.(?:org|com|io|net)\b/,
    problem: 'A host that packages come from.',
    mend: "Leave it to the machine's own settings.",
  },
  {
    pattern: /"resolved": "https?:/,
    problem: 'A lockfile that names a download host.',
    mend: 'npm install --package-lock-only with omit-lockfile-registry-resolved=true.',
  },
  {
    pattern: new RegExp(`\\b(?:${secretPrefixes.join('|')})_[A-Za-z0-9]{24,}`),
    problem: 'Something that looks like a credential.',
    mend: 'Make it when the program runs; revoke it if it was ever real.',
    mayBeInTests: true,
  },
  {
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b/,
    problem: 'A private key.',
    mend: 'Make it when the program runs; revoke it if it was ever real.',
  },
];

/** No paths of one machine, no package hosts and no credentials in the files that git keeps. */
export const noTraces: TidyCheck = {
  name: 'traces',
  find: (project) =>
    project.paths
      .filter((path) => !/\.(png|jpe?g|ico|woff2?|gz|pdf)$/.test(path))
      .flatMap((path) => findTraces(path, project.read(path))),
};

function findTraces(path: string, text: string): Finding[] {
  return traces
    .filter(({ pattern, mayBeInTests }) => !(mayBeInTests && isTest(path)) && pattern.test(text))
    .map(({ pattern, problem, mend }) => {
      const offset = pattern.exec(text)?.index ?? 0;
      return { path, line: text.slice(0, offset).split('\n').length, problem, mend };
    });
}
