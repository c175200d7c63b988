import { cleanLine } from '../text/clean-text.ts';

/** An id made from method and path, like `getUsersByUserId`, always the same for the same two. */
export function makeOperationId(method: string, path: string): string {
  const words = path.split('/').flatMap((segment) => {
    const said = segment.replace(/\{([^{}]+)\}/g, ' by $1 ');
    return said.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  });
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return cleanLine(`${method.toLowerCase()}${name || 'Root'}`, 180);
}

/** An id that is not taken yet: the wanted one, or with `_2`, `_3` … after it. */
export function freeOperationId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted}_${number}`;
  return id;
}
