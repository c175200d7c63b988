const WORDS: Record<string, string> = {
  flatFeeMinor: 'flat fee',
  unitMinor: 'price',
  tenantName: 'company',
  tiers: 'tier',
  limits: 'limit',
  basePath: 'base path',
  upstreamUrl: 'upstream URL',
  url: 'address',
  match: 'condition',
  rewrite: 'path at the upstream',
};
const CONTAINERS = ['terms', 'usage', 'target', 'config', 'covers', 'routing'];

/** What a field is called in a list of problems: `terms.usage.tiers.0.upTo` is "Tier 1 up to". */
export function fieldLabel(name: string): string {
  const words = name
    .split('.')
    .filter((part) => !CONTAINERS.includes(part))
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : (WORDS[part] ?? spaced(part))));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function spaced(part: string): string {
  return part.replace(/(At|Id)$/, '').replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}
