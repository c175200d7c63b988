import type { Mirror, VersionRouting, VersionSelection } from '@tollgate/domain/routing/version-routing';
import { numberOf, textOf } from '../../../server/form-values.ts';

/** What can be turned on besides paths. */
export type RoutingPart = 'selection' | 'canary' | 'mirror';

const PARTS: readonly RoutingPart[] = ['selection', 'canary', 'mirror'];
const FIRST_MIRROR: Mirror = { url: '', percent: 100, maxBodyBytes: 65_536, maxInFlight: 10 };

/** What the fields of a version's routing hold. */
export interface RoutingValues {
  fields: Record<string, string>;
  keepsBasePath: boolean;
  isDefault: boolean;
  by: VersionSelection['by'];
  on: RoutingPart[];
}

/** Routing as its form shows it; without any, what the fields start with once they are asked for. */
export function routingValues(routing: VersionRouting | null, version: string): RoutingValues {
  const selection = routing?.selection ?? null;
  const mirror = routing?.mirror ?? FIRST_MIRROR;
  return {
    fields: {
      'routing.stripPrefix': routing?.stripPrefix ?? '',
      'routing.selection.name': selection && selection.by !== 'media_type' ? selection.name : '',
      'routing.selection.value': selection?.value ?? /^v?(\d+)/.exec(version)?.[1] ?? version,
      'routing.canary.url': routing?.canary?.url ?? '',
      'routing.canary.percent': String(routing?.canary?.percent ?? 5),
      ...Object.fromEntries(
        Object.entries(mirror).map(([name, value]) => [`routing.mirror.${name}`, String(value)]),
      ),
    },
    keepsBasePath: routing?.keepsBasePath ?? false,
    isDefault: selection?.isDefault ?? false,
    by: selection?.by ?? 'header',
    on: PARTS.filter((part) => routing?.[part]),
  };
}

/** The routing that a form holds; what is no number stayed text, so that the verb names the field. */
export function readRouting(form: FormData): VersionRouting {
  const prefix = textOf(form, 'routing.stripPrefix').trim();
  return {
    keepsBasePath: textOf(form, 'routing.keepsBasePath') === 'on',
    stripPrefix: prefix === '' ? null : prefix,
    selection: textOf(form, 'on.selection') === 'on' ? readSelection(form) : null,
    canary:
      textOf(form, 'on.canary') === 'on'
        ? { url: textOf(form, 'routing.canary.url'), percent: numberOf(form, 'routing.canary.percent') }
        : null,
    mirror: textOf(form, 'on.mirror') === 'on' ? readMirror(form) : null,
  };
}

function readMirror(form: FormData): Mirror {
  return {
    url: textOf(form, 'routing.mirror.url'),
    percent: numberOf(form, 'routing.mirror.percent'),
    maxBodyBytes: numberOf(form, 'routing.mirror.maxBodyBytes'),
    maxInFlight: numberOf(form, 'routing.mirror.maxInFlight'),
  };
}

function readSelection(form: FormData): VersionSelection {
  const by = textOf(form, 'routing.selection.by') as VersionSelection['by'];
  const value = textOf(form, 'routing.selection.value');
  const isDefault = textOf(form, 'routing.selection.isDefault') === 'on';
  if (by === 'media_type') return { by, value, isDefault };
  return { by, name: textOf(form, 'routing.selection.name'), value, isDefault };
}
