/** Colour of each state of a plan. */
export const PLAN_TONES = { draft: 'neutral', published: 'success', archived: 'neutral' } as const;
