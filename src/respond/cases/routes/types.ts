import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { settingsShape, typeId, typeInput, typeShape } from '../schema.ts';
import { archiveType, listTypes, readSettings, saveSettings, saveType } from '../service/types.ts';
import type { CaseType } from '../store/types.ts';

const one = z.object({ id: typeId });

export const typeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/cases/types',
    permission: 'cases.read',
    summary: 'Case types with their fields, archived ones last',
    response: z.object({ items: z.array(typeShape) }),
    handler: async ({ app }) => ({ items: (await listTypes(app)).map(view) }),
  }),
  route({
    method: 'POST',
    url: '/cases/types',
    permission: 'cases.set-up',
    summary: 'Add a case type',
    body: typeInput,
    response: typeShape,
    status: 201,
    handler: async ({ app, actor, body }) => view(await saveType(app, actor, undefined, body)),
  }),
  route({
    method: 'PUT',
    url: '/cases/types/:id',
    permission: 'cases.set-up',
    summary: 'Change a case type and its fields',
    params: one,
    body: typeInput,
    response: typeShape,
    handler: async ({ app, actor, params, body }) => view(await saveType(app, actor, params.id, body)),
  }),
  route({
    method: 'POST',
    url: '/cases/types/:id/archive',
    permission: 'cases.set-up',
    summary: 'Take a case type out of use, or back into it',
    params: one,
    body: z.object({ isArchived: z.boolean() }),
    handler: ({ app, actor, params, body }) => archiveType(app, actor, params.id, body.isArchived),
  }),
  route({
    method: 'GET',
    url: '/cases/settings',
    permission: 'cases.read',
    summary: 'What holds for all cases',
    response: settingsShape,
    handler: ({ app }) => readSettings(app),
  }),
  route({
    method: 'PUT',
    url: '/cases/settings',
    permission: 'cases.set-up',
    summary: 'Say after how many days a solved case is closed, and whether time is measured',
    body: settingsShape.partial(),
    handler: ({ app, actor, body }) => saveSettings(app, actor, body),
  }),
];

function view(type: CaseType) {
  return { ...type, fields: type.fields.map((field) => ({ ...field, choices: [...field.choices] })) };
}
