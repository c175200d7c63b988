import type { VersionSelection } from './version-routing.ts';

/** A version as it stands under its base path. */
export interface SelectedVersion {
  /** What it is called in the reason. */
  readonly name: string;
  readonly basePath: string;
  readonly selection: VersionSelection | null;
}

/** Why two versions cannot stand under one base path, with both named; null when requests say which they mean. */
export function findSelectionConflict(a: SelectedVersion, b: SelectedVersion): string | null {
  const both = `${a.name} and ${b.name}`;
  if (!a.selection || !b.selection) {
    return `${both} have base path ${a.basePath}, and a request cannot say which it means`;
  }
  if (a.selection.by !== b.selection.by || nameOf(a.selection) !== nameOf(b.selection)) {
    return `${both} under base path ${a.basePath} are chosen by different means`;
  }
  if (a.selection.value === b.selection.value) {
    return `${both} under base path ${a.basePath} are both chosen by ${a.selection.value}`;
  }
  if (a.selection.isDefault && b.selection.isDefault) {
    return `${both} are both the default under base path ${a.basePath}`;
  }
  return null;
}

function nameOf(selection: VersionSelection): string {
  return selection.by === 'media_type' ? '' : selection.name;
}
