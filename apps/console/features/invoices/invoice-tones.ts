/** Colour of each state of an invoice. */
export const INVOICE_TONES = { issued: 'accent', paid: 'success', void: 'neutral' } as const;
