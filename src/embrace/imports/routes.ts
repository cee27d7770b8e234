import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import type { App } from '#platform/app/index.ts';
import {
  addFile,
  dropImport,
  type ImportRow,
  listImports,
  openImport,
  readImport,
  startImport,
  stopImport,
  undoImport,
} from './draft.ts';
import { fileInput, importDetail, importId, importInput, importShape } from './schema.ts';

const params = z.object({ id: importId });
const common = { permission: 'imports.manage', params } as const;

const presented = <Row extends ImportRow>({ createdAt, finishedAt, ...row }: Row) => ({
  ...row,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

const detailOf = async (app: App, id: string) => presented(await readImport(app, id));

export const importRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/community/imports',
    permission: 'imports.manage',
    summary: 'Communities that were brought over, the newest first',
    response: z.object({ items: z.array(importShape) }),
    handler: async ({ app }) => ({ items: (await listImports(app)).map(presented) }),
  }),
  route({
    method: 'POST',
    url: '/community/imports',
    permission: 'imports.manage',
    summary: 'Begin to bring a community over; nothing comes before it is started',
    body: importInput,
    status: 201,
    response: importShape,
    handler: async ({ app, actor, body }) => presented(await openImport(app, actor, body)),
  }),
  route({
    ...common,
    method: 'GET',
    url: '/community/imports/:id',
    summary: 'What would come, what is here already and what cannot come; or what came',
    response: importDetail,
    handler: ({ app, params: { id } }) => detailOf(app, id),
  }),
  route({
    ...common,
    method: 'POST',
    url: '/community/imports/:id/files',
    summary: 'Hand in a file: a table (CSV), or an export, API answers or a dump of Discourse',
    description:
      'Which of them it is, is told by what stands in it. Lines that cannot be read are told. Nothing comes before the import is started.',
    body: fileInput,
    bodyLimit: 64 * 1024 * 1024,
    perMinute: 20,
    response: importDetail,
    async handler({ app, actor, params: { id }, body }) {
      await addFile(app, actor, id, body);
      return detailOf(app, id);
    },
  }),
  ...(
    [
      ['start', 'Bring everything over that can come, or go on with it', startImport],
      ['stop', 'Stop; what came stays, and it can go on', stopImport],
      ['undo', 'Take everything back that came, but what people went on with', undoImport],
    ] as const
  ).map(([deed, summary, act]) =>
    route({
      ...common,
      method: 'POST',
      url: `/community/imports/:id/${deed}`,
      summary,
      response: importDetail,
      async handler({ app, actor, params: { id } }) {
        await act(app, actor, id);
        return detailOf(app, id);
      },
    }),
  ),
  route({
    ...common,
    method: 'DELETE',
    url: '/community/imports/:id',
    summary: 'Forget an import that was not started, or was undone',
    handler: ({ app, actor, params: { id } }) => dropImport(app, actor, id),
  }),
];
