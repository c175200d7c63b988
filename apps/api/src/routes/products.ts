import * as routes from '@tollgate/contract/routes/products';
import { archivePlan } from '@tollgate/services/plans/archive-plan';
import { createPlan } from '@tollgate/services/plans/create-plan';
import { getPlan } from '@tollgate/services/plans/get-plan';
import { listPlans } from '@tollgate/services/plans/list-plans';
import { publishPlan } from '@tollgate/services/plans/publish-plan';
import { updatePlan } from '@tollgate/services/plans/update-plan';
import { updatePlanTerms } from '@tollgate/services/plans/update-plan-terms';
import { createProduct } from '@tollgate/services/products/create-product';
import { deleteProduct } from '@tollgate/services/products/delete-product';
import { deprecateProduct } from '@tollgate/services/products/deprecate-product';
import { getProduct } from '@tollgate/services/products/get-product';
import { listProducts } from '@tollgate/services/products/list-products';
import { publishProduct } from '@tollgate/services/products/publish-product';
import { retireProduct } from '@tollgate/services/products/retire-product';
import { updateProduct } from '@tollgate/services/products/update-product';
import { bind } from '../http/bind.ts';

export const productBindings = [
  bind(routes.listProductsRoute, listProducts),
  bind(routes.createProductRoute, createProduct),
  bind(routes.getProductRoute, getProduct),
  bind(routes.updateProductRoute, updateProduct),
  bind(routes.deleteProductRoute, deleteProduct),
  bind(routes.publishProductRoute, publishProduct),
  bind(routes.deprecateProductRoute, deprecateProduct),
  bind(routes.retireProductRoute, retireProduct),
  bind(routes.listPlansRoute, listPlans),
  bind(routes.createPlanRoute, createPlan),
  bind(routes.getPlanRoute, getPlan),
  bind(routes.updatePlanRoute, updatePlan),
  bind(routes.updatePlanTermsRoute, updatePlanTerms),
  bind(routes.publishPlanRoute, publishPlan),
  bind(routes.archivePlanRoute, archivePlan),
];
