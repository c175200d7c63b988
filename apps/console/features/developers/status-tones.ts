/** Colour of each state of a subscription. */
export const SUBSCRIPTION_TONES = {
  pending: 'accent',
  active: 'success',
  suspended: 'warning',
  cancelled: 'neutral',
} as const;

/** Colour of each state of a developer. */
export const DEVELOPER_TONES = { active: 'success', blocked: 'danger' } as const;

/** Colour of each state of a key. */
export const KEY_TONES = { active: 'success', expired: 'neutral', revoked: 'neutral' } as const;
