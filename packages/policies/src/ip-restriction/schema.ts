import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$|\/)|(?=$|\/))){4}$/;

function isAddressOrRange(text: string): boolean {
  const [address, prefix, ...rest] = text.split('/');
  if (address === undefined || rest.length > 0) return false;
  const isV4 = IPV4.test(address);
  const isV6 = !isV4 && z.ipv6().safeParse(address).success;
  if (!isV4 && !isV6) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (isV4 ? 32 : 128);
}

const AddressOrRange = z
  .string()
  .refine(isAddressOrRange, 'must be an IP address or a range such as 10.0.0.0/8');

export const IpRestrictionConfig = z
  .strictObject({
    allow: z
      .array(AddressOrRange)
      .max(1000)
      .default([])
      .describe('Addresses and ranges that may call. When empty, all may that are not denied.'),
    deny: z
      .array(AddressOrRange)
      .max(1000)
      .default([])
      .describe('Addresses and ranges that may not call, even when allowed above.'),
  })
  .refine((config) => config.allow.length + config.deny.length > 0, 'name at least one address or range');
export type IpRestrictionConfig = z.infer<typeof IpRestrictionConfig>;

/** Admits or refuses callers by their network address. */
export const schema: PolicySchema<IpRestrictionConfig> = {
  id: 'ip-restriction',
  phase: 'access',
  title: 'IP restriction',
  summary: 'Admits or refuses callers by network address, before the key is looked at.',
  onDependencyDown: 'has_no_dependency',
  config: IpRestrictionConfig,
};
