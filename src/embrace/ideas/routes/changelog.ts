import { z } from 'zod';
import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { type EntryRow, listEntries, removeEntry, saveEntry } from '../changelog/entries.ts';
import { entryPath } from '../domain.ts';
import { STAFF } from '../idea/boards.ts';
import { findIdeas } from '../idea/find.ts';
import { entryId, entryInput, entryShape, type EntryView } from '../schema.ts';

const ofEntry = z.object({ id: entryId });
const MOST = 200;

export const changelogRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/changelog',
    permission: 'ideas.read',
    summary: 'Entries of the changelog: drafts, what is to come, and what is out',
    response: z.object({ items: z.array(entryShape) }),
    handler: async ({ app }) => ({ items: await present(app, await listEntries(app, MOST)) }),
  }),
  route({
    method: 'POST',
    url: '/changelog',
    permission: 'ideas.manage',
    summary: 'Write an entry: a draft, for later, or at once',
    description: 'When its time comes its ideas are shipped, and whoever voted for them hears of it.',
    body: entryInput,
    response: entryShape,
    status: 201,
    handler: async ({ app, actor, body }) =>
      (await present(app, [await saveEntry(app, staffDoer(actor), body)]))[0]!,
  }),
  route({
    method: 'PUT',
    url: '/changelog/:id',
    permission: 'ideas.manage',
    summary: 'Change an entry',
    params: ofEntry,
    body: entryInput,
    response: entryShape,
    handler: async ({ app, actor, params, body }) =>
      (await present(app, [await saveEntry(app, staffDoer(actor), body, params.id)]))[0]!,
  }),
  route({
    method: 'DELETE',
    url: '/changelog/:id',
    permission: 'ideas.manage',
    summary: 'Remove an entry; ideas that it shipped stay shipped',
    params: ofEntry,
    handler: ({ app, actor, params }) => removeEntry(app, staffDoer(actor), params.id),
  }),
];

async function present(app: App, rows: readonly EntryRow[]): Promise<EntryView[]> {
  const ideas = new Map(
    (
      await findIdeas(
        app,
        STAFF,
        rows.flatMap(({ ideaIds }) => ideaIds),
      )
    ).map((idea) => [idea.id, idea]),
  );
  return rows.map((row) => {
    const { id, title, markdown, html, kind, publishAt, isPublished, byName, ideaIds } = row;
    const joined = ideaIds.flatMap((one) => ideas.get(one) ?? []);
    return {
      id,
      title,
      markdown,
      html,
      kind,
      publishAt: publishAt?.toISOString() ?? null,
      isPublished,
      byName,
      ideas: joined.map((idea) => ({ id: idea.id, title: idea.title, status: idea.status })),
      url: addressOf(app, entryPath(row)),
    };
  });
}
