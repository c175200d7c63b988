/** Colour of each state of a product. */
export const PRODUCT_TONES = {
  draft: 'neutral',
  published: 'success',
  deprecated: 'warning',
  retired: 'neutral',
} as const;
