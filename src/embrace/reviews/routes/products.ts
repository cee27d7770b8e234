import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { readFigures } from '../figures/figures.ts';
import { importProducts } from '../product/products-table.ts';
import { addProduct, changeProduct, listProducts } from '../product/products.ts';
import { presentProducts } from '../review/present.ts';
import {
  figuresShape,
  importShape,
  productId,
  productInput,
  productShape,
  reviewSettingsShape,
  tableInput,
} from '../schema.ts';
import { readReviewSettings, saveReviewSettings } from '../settings.ts';

export const productRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/reviews/products',
    permission: 'reviews.read',
    summary: 'Products with their ratings, and what of their reviews is not shown',
    response: z.object({ items: z.array(productShape) }),
    handler: async ({ app }) => ({ items: await presentProducts(app, await listProducts(app)) }),
  }),
  route({
    method: 'POST',
    url: '/reviews/products',
    permission: 'reviews.manage',
    summary: 'Add a product',
    body: productInput,
    response: productShape,
    status: 201,
    handler: async ({ app, actor, body }) =>
      (await presentProducts(app, [await addProduct(app, actor, body)]))[0]!,
  }),
  route({
    method: 'PUT',
    url: '/reviews/products/:id',
    permission: 'reviews.manage',
    summary: 'Change a product, or say that it is not sold any more; its reviews stay',
    params: z.object({ id: productId }),
    body: productInput,
    response: productShape,
    handler: async ({ app, actor, params, body }) =>
      (await presentProducts(app, [await changeProduct(app, actor, params.id, body)]))[0]!,
  }),
  route({
    method: 'POST',
    url: '/reviews/products/import',
    permission: 'reviews.manage',
    summary: 'Bring products in from a table (CSV)',
    description:
      'Columns: name, sku, slug, description, url, image. Those that are known by their number or address are changed. With `isDryRun` nothing is changed.',
    body: tableInput,
    bodyLimit: 24 * 1024 * 1024,
    perMinute: 20,
    response: importShape,
    handler: ({ app, actor, body }) => importProducts(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/reviews/settings',
    permission: 'reviews.read',
    summary: 'Whether and when buyers are asked',
    response: reviewSettingsShape,
    handler: ({ app }) => readReviewSettings(app),
  }),
  route({
    method: 'PUT',
    url: '/reviews/settings',
    permission: 'reviews.manage',
    summary: 'Set up whether and when buyers are asked',
    body: reviewSettingsShape,
    handler: ({ app, actor, body }) => saveReviewSettings(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/reviews/figures',
    permission: 'reviews.read',
    summary: 'How many reviews there are, how they are, and how many were asked for and answered',
    response: figuresShape,
    handler: ({ app }) => readFigures(app),
  }),
];
