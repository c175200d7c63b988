'use server';

import type { CreateProductInput } from '@tollgate/contract/products';
import { createProduct } from '@tollgate/services/products/create-product';
import { deleteProduct } from '@tollgate/services/products/delete-product';
import { deprecateProduct } from '@tollgate/services/products/deprecate-product';
import { getProduct } from '@tollgate/services/products/get-product';
import { publishProduct } from '@tollgate/services/products/publish-product';
import { retireProduct } from '@tollgate/services/products/retire-product';
import { updateProduct } from '@tollgate/services/products/update-product';
import { commandAction, formAction } from '../../server/action.ts';
import { listOf, textOf } from '../../server/form-values.ts';
import { paths } from '../../shell/paths.ts';
import { readCoverage, withOperations } from './covers/read-coverage.ts';

type Visibility = CreateProductInput['visibility'];

/** Makes a draft product. */
export const createDraftProduct = formAction(async (ctx, form) => {
  const product = await createProduct(ctx, {
    name: textOf(form, 'name'),
    summary: textOf(form, 'summary'),
    description: textOf(form, 'description'),
    visibility: textOf(form, 'visibility') as Visibility,
    covers: listOf(form, 'covers').map((apiVersionId) => ({ apiVersionId })),
  });
  return { href: paths.product(product.id) };
});

/** Saves a product's texts and visibility. */
export const saveProduct = formAction(async (ctx, form) => {
  await updateProduct(ctx, {
    productId: textOf(form, 'productId'),
    name: textOf(form, 'name'),
    summary: textOf(form, 'summary'),
    description: textOf(form, 'description'),
    visibility: textOf(form, 'visibility') as Visibility,
  });
});

/** Saves which API versions a product covers; leads on when operations are still to be chosen. */
export const saveCoverage = formAction(async (ctx, form) => {
  const productId = textOf(form, 'productId');
  const product = await getProduct(ctx, { productId });
  const { covers, toChoose } = readCoverage(form, product.covers);
  await updateProduct(ctx, { productId, covers });
  return toChoose ? { href: paths.productOperations(product.id, toChoose) } : {};
});

/** Saves which operations of one API version a product covers. */
export const saveOperations = formAction(async (ctx, form) => {
  const productId = textOf(form, 'productId');
  const product = await getProduct(ctx, { productId });
  const ids = textOf(form, 'operationIds').split(',').filter(Boolean);
  const covers = withOperations(product.covers, textOf(form, 'apiVersionId'), ids);
  await updateProduct(ctx, { productId, covers });
  return { href: paths.productCoverage(product.id) };
});

/** Puts a product on the portal. */
export const publish = commandAction(async (ctx, productId: string) => {
  await publishProduct(ctx, { productId });
});

/** Closes a product to new subscriptions. */
export const deprecate = commandAction(async (ctx, productId: string) => {
  await deprecateProduct(ctx, { productId });
});

/** Ends a product. */
export const retire = commandAction(async (ctx, productId: string) => {
  await retireProduct(ctx, { productId });
});

/** Removes a draft product. */
export const remove = commandAction(async (ctx, productId: string) => {
  await deleteProduct(ctx, { productId });
  return { href: paths.products() };
});
