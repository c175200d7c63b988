/** Colour of each state of an API version. */
export const LIFECYCLE_TONES = { active: 'success', deprecated: 'warning', retired: 'neutral' } as const;
