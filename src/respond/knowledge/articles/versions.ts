import type { App } from '#platform/app/index.ts';
import { knowledgeErrors } from '../errors.ts';
import { diffOf, type Piece } from '#lib/diff/index.ts';
import { selectTexts } from './store.ts';
import { selectVersion, selectVersions } from './versions-store.ts';

/** Versions that readers saw, newest first. */
export async function listVersions(app: App, id: string, language: string) {
  return (await selectVersions(app, id, language)).map(({ version, title, byName, note, createdAt }) => ({
    version,
    title,
    by: byName,
    note,
    at: createdAt.toISOString(),
  }));
}

/** What became of a version until another one, or until the draft. Throws `article.no_version`. */
export async function compareVersions(
  app: App,
  id: string,
  language: string,
  version: number,
  until: number | undefined,
): Promise<{ title: Piece[]; body: Piece[] }> {
  const before = await selectVersion(app, id, language, version);
  if (!before) throw knowledgeErrors('article.no_version', { version });
  const after =
    until === undefined ? await newest(app, id, language) : await selectVersion(app, id, language, until);
  if (!after) throw knowledgeErrors('article.no_version', { version: until ?? 0 });
  return { title: diffOf(before.title, after.title), body: diffOf(before.body, after.body) };
}

async function newest(app: App, id: string, language: string) {
  const text = (await selectTexts(app, [id])).find((one) => one.language === language);
  return text && { title: text.draftTitle ?? text.title ?? '', body: text.draftBody ?? text.body ?? '' };
}
