/**
 * Grants a slice: min(wanted, limit − used). KEYS[1] counter; ARGV limit, wanted, milliseconds to keep it.
 * Returns granted and used.
 */
export const LEASE = `
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
local granted = math.min(tonumber(ARGV[2]), math.max(0, tonumber(ARGV[1]) - used))
if granted > 0 then
  used = redis.call('INCRBY', KEYS[1], string.format('%.0f', granted))
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return {granted, used}
`;

/** Takes back what was not used, never below zero and never making a key. KEYS[1] counter; ARGV amount. */
export const GIVE_BACK = `
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
local amount = math.min(tonumber(ARGV[1]), used)
if amount > 0 then redis.call('DECRBY', KEYS[1], string.format('%.0f', amount)) end
return amount
`;

/** Counts what was admitted without asking. KEYS[1] counter; ARGV amount, milliseconds to keep it. */
export const CHARGE = `
local used = redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return used
`;

/** Lifts a count to what is known to be used. KEYS[1] counter; ARGV amount, milliseconds to keep it. */
export const RAISE = `
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
if tonumber(ARGV[1]) > used then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
return used
`;
