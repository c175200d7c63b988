/** The choice that stands for an app to be made on the way. */
export const NEW_APP = 'new';
