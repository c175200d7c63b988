/** What a colour means: the only meanings there are. */
export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

/** Text and tinted background for each tone, AA in both themes. */
export const toneSoft: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-muted',
  accent: 'bg-accent-soft text-accent-text',
  success: 'bg-success-soft text-success-text',
  warning: 'bg-warning-soft text-warning-text',
  danger: 'bg-danger-soft text-danger-text',
};

/** Text colour for each tone. */
export const toneText: Record<Tone, string> = {
  neutral: 'text-ink-muted',
  accent: 'text-accent-text',
  success: 'text-success-text',
  warning: 'text-warning-text',
  danger: 'text-danger-text',
};

/** Paint for shapes (`bg-current`, `fill-current`) of each tone. */
export const toneShape: Record<Tone, string> = {
  neutral: 'text-ink-faint',
  accent: 'text-accent',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
};
