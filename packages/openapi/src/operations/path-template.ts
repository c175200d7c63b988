import { hasControlCharacters } from '../text/clean-text.ts';

export type PathTemplate = {
  /** Names in braces, in order. */
  parameters: string[];
  /** The template with every name wiped: two templates of one shape match the same requests. */
  shape: string;
};
export type PathProblem = { message: string; fix: string };

/** Takes a path template apart; says what is wrong with one that no request could match. */
export function readPathTemplate(path: string): PathTemplate | PathProblem {
  return (
    findPathProblem(path) ?? {
      parameters: [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string),
      shape: path.replace(/\{[^{}]+\}/g, '{}'),
    }
  );
}

function findPathProblem(path: string): PathProblem | undefined {
  if (!path.startsWith('/'))
    return { message: 'A path must start with a slash.', fix: `Write it as /${path}.` };
  if (path.length > 2000) return { message: 'A path is longer than 2,000 characters.', fix: 'Shorten it.' };
  if (hasControlCharacters(path)) return { message: 'A path holds control characters.', fix: 'Remove them.' };
  if (/\s/.test(path)) return { message: 'A path holds a space.', fix: 'Remove it, or write it as %20.' };
  if (!hasBalancedBraces(path)) {
    return { message: 'The braces of the path are not balanced.', fix: 'Write each parameter as {name}.' };
  }
  const outside = path.replace(/\{[^{}]*\}/g, '{}');
  if (/[?#]/.test(outside)) {
    return {
      message: 'A path holds a query or fragment.',
      fix: 'Describe it with query parameters instead.',
    };
  }
  if (/\/(\/|\.{1,2}(\/|$))/.test(outside)) {
    return { message: 'A path has an empty, "." or ".." segment.', fix: 'Write the path without it.' };
  }
  return findParameterProblem(path);
}

function findParameterProblem(path: string): PathProblem | undefined {
  if (path.includes('{}')) return { message: 'The path has a parameter without a name.', fix: 'Name it.' };
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return undefined;
  return { message: `The path has the parameter {${twice}} twice.`, fix: 'Give each a name of its own.' };
}

function hasBalancedBraces(path: string): boolean {
  let isOpen = false;
  for (const character of path) {
    if (character === '{') {
      if (isOpen) return false;
      isOpen = true;
    } else if (character === '}') {
      if (!isOpen) return false;
      isOpen = false;
    }
  }
  return !isOpen;
}
