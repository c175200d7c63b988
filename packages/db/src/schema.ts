export * from './schema/apis.ts';
export * from './schema/invoices.ts';
export * from './schema/operations.ts';
export * from './schema/people.ts';
export * from './schema/products.ts';
export * from './schema/subscriptions.ts';
