import type { FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { releaseFiles, useFiles } from '#platform/files/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { type Look, lookShape, USUAL } from '../schema.ts';
import { deleteOldDrafts, insertDraft, selectDraft } from '../store.ts';
import { checkLook } from './look.ts';
import { filesOfLook } from './pictures.ts';

const ID = /^look_[\w-]{20,120}$/;
const owner = (id: string) => `site-draft:${id}`;

/** Keeps a look for a day that somebody wants to see on real pages (`?look=…`); whoever has its id may see it. Throws what saving it would. */
export async function keepDraft(app: App, look: Look): Promise<string> {
  await checkLook(app, look);
  const id = `${newId('look')}-${newSecret().slice(0, 24)}`;
  await app.db.transaction(async () => {
    await insertDraft(app, id, look);
    await useFiles(app, filesOfLook(look), owner(id));
    await releaseFiles(app, (await deleteOldDrafts(app)).map(owner));
  });
  return id;
}

export interface Tried {
  id: string;
  look: Look;
  /** The scheme to show, whatever the system wishes. */
  scheme: 'light' | 'dark' | undefined;
}

/** The look that a page is asked to try; undefined for all readers, without a question to the database. */
export async function triedLook(
  app: App,
  request: Pick<FastifyRequest, 'query'>,
): Promise<Tried | undefined> {
  const { look: id, scheme } = Object(request.query) as { look?: unknown; scheme?: unknown };
  if (typeof id !== 'string' || !ID.test(id)) return undefined;
  const draft = await selectDraft(app, id);
  const look = draft && lookShape.safeParse({ ...USUAL, ...draft }).data;
  if (!look) return undefined;
  const wanted = scheme === 'light' || scheme === 'dark' ? scheme : undefined;
  return { id, look, scheme: wanted };
}
