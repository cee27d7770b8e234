import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { presentCategory } from '../present.ts';
import { categoryId, categoryInput, categoryShape } from '../schema.ts';
import { readCategories, removeCategory, saveCategory } from '../talk/categories.ts';

const ofCategory = z.object({ id: categoryId });

/** Categories and who may do what in them. */
export const categories: readonly Route[] = [
  route({
    method: 'GET',
    url: '/forum/categories',
    permission: 'community.read',
    summary: 'Categories of the community',
    response: z.object({ items: z.array(categoryShape) }),
    handler: async ({ app }) => ({
      items: (await readCategories(app)).map((row) => presentCategory(app, row)),
    }),
  }),
  route({
    method: 'POST',
    url: '/forum/categories',
    permission: 'community.manage',
    summary: 'Add a category',
    body: categoryInput,
    response: categoryShape,
    status: 201,
    handler: async ({ app, actor, body }) => presentCategory(app, await saveCategory(app, actor, body)),
  }),
  route({
    method: 'PUT',
    url: '/forum/categories/:id',
    permission: 'community.manage',
    summary: 'Change a category',
    params: ofCategory,
    body: categoryInput,
    response: categoryShape,
    handler: async ({ app, actor, params, body }) =>
      presentCategory(app, await saveCategory(app, actor, body, params.id)),
  }),
  route({
    method: 'DELETE',
    url: '/forum/categories/:id',
    permission: 'community.manage',
    summary: 'Remove a category that never had a thread',
    params: ofCategory,
    handler: ({ app, actor, params }) => removeCategory(app, actor, params.id),
  }),
];
