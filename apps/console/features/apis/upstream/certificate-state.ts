const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** How urgent a certificate's end is, and what to say of it; null when there is time. */
export function certificateState(
  expiresAt: string,
  now: string,
): { tone: 'neutral' | 'warning' | 'danger'; text: string | null } {
  const days = Math.floor((Date.parse(expiresAt) - Date.parse(now)) / DAY_MS);
  if (days < 0) return { tone: 'danger', text: 'expired' };
  if (days >= SOON_DAYS) return { tone: 'neutral', text: null };
  return { tone: 'warning', text: days === 0 ? 'ends today' : `${days} ${days === 1 ? 'day' : 'days'} left` };
}
