import { type Actor, type App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { useFiles } from '#platform/files/index.ts';
import { isKnownAlready } from '#platform/db/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { placePage } from '#people/site/index.ts';
import { addressOf, isReserved } from './domain/slugs.ts';
import { pageErrors } from './errors.ts';
import { filesIn, forgetPublished } from './published.ts';
import type { TextInput } from './schema.ts';
import { countPages, insertPage, insertVersion, selectTexts, selectVersions, upsertText } from './store.ts';
import { lockPage, setPublished, setRemoved, setWithdrawn } from './publish-store.ts';

const MOST_PAGES = 200;
export type Place = 'header' | 'footer' | null;

/** A new page with its first text, a draft. Throws `site_page.slug_reserved`, `site_page.too_many`. */
export async function addPage(
  app: App,
  actor: Actor,
  language: string,
  text: Omit<TextInput, 'basedOn'>,
): Promise<string> {
  const id = newId('page');
  await app.db.transaction(async () => {
    if ((await countPages(app)) >= MOST_PAGES) throw pageErrors('site_page.too_many', { most: MOST_PAGES });
    await insertPage(app, id);
    await saveText(app, actor, id, language, { ...text, basedOn: 0 });
  });
  return id;
}

/** Saves a text as its next version; readers see it once it is published. Throws `site_page.not_found`, `…changed_meanwhile`, `…slug_reserved`. */
export async function saveText(
  app: App,
  actor: Actor,
  pageId: string,
  language: string,
  text: TextInput,
): Promise<number> {
  const slug = addressOf(text.slug, text.title);
  if (isReserved(slug)) throw pageErrors('site_page.slug_reserved', { slug });
  return app.db.transaction(async () => {
    await needPage(app, pageId);
    const previewKey = newSecret();
    const version = await upsertText(app, { pageId, language, basedOn: text.basedOn, previewKey });
    if (version === undefined) throw pageErrors('site_page.changed_meanwhile');
    await insertVersion(app, { ...text, pageId, language, version, slug, savedBy: actor.name });
    await useFiles(app, filesIn(text.markdown), `site-page:${pageId}:${language}:${version}`);
    await tell(app, actor, 'site_page.saved', pageId, { language, version, title: text.title });
    return version;
  });
}

/** Shows readers what is saved. Throws `site_page.not_found`, `site_page.slug_taken`. */
export async function publishText(app: App, actor: Actor, pageId: string, language: string): Promise<void> {
  let slug = '';
  try {
    await app.db.transaction(async () => {
      await needPage(app, pageId);
      const text = await needText(app, pageId, language);
      slug = text.slug;
      await setPublished(app, pageId, language, slug);
      await tell(app, actor, 'site_page.published', pageId, { language, version: text.version, slug });
    });
  } catch (error) {
    // The key of the table knows whose address it is.
    if (isKnownAlready(error)) throw pageErrors('site_page.slug_taken', { slug });
    throw error;
  }
}

/** Hides a text from readers; it stays a draft. */
export async function withdrawText(app: App, actor: Actor, pageId: string, language: string): Promise<void> {
  await app.db.transaction(async () => {
    await needPage(app, pageId);
    await needText(app, pageId, language);
    if (await setWithdrawn(app, pageId, language))
      await tell(app, actor, 'site_page.withdrawn', pageId, { language });
  });
}

/** Writes an earlier version anew, as the next one. Throws `site_page.not_found`. */
export async function restoreVersion(
  app: App,
  actor: Actor,
  at: { pageId: string; language: string; version: number },
): Promise<number> {
  const { version: basedOn } = await needText(app, at.pageId, at.language);
  const earlier = (await selectVersions(app, at.pageId, at.language)).find(
    (one) => one.version === at.version,
  );
  if (!earlier) throw pageErrors('site_page.not_found');
  return saveText(app, actor, at.pageId, at.language, { ...earlier, basedOn });
}

/** Puts a page into the header or the footer of all public pages, or out of both. */
export async function movePage(app: App, actor: Actor, pageId: string, place: Place): Promise<void> {
  await app.db.transaction(async () => {
    await needPage(app, pageId);
    await placePage(app, actor, `page:${pageId}`, place);
  });
}

/** Takes a page away, or brings it back as it was. */
export async function removePage(app: App, actor: Actor, pageId: string, isRemoved = true): Promise<void> {
  await app.db.transaction(async () => {
    const page = await lockPage(app, pageId);
    if (!page) throw pageErrors('site_page.not_found');
    if (page.isRemoved === isRemoved) return;
    await setRemoved(app, pageId, isRemoved);
    await tell(app, actor, isRemoved ? 'site_page.removed' : 'site_page.brought_back', pageId, {});
  });
}

async function needPage(app: App, pageId: string): Promise<void> {
  const page = await lockPage(app, pageId);
  if (!page || page.isRemoved) throw pageErrors('site_page.not_found');
}

async function needText(app: App, pageId: string, language: string) {
  const text = (await selectTexts(app, pageId)).find((one) => one.language === language);
  if (!text) throw pageErrors('site_page.not_found');
  return text;
}

async function tell(
  app: App,
  actor: Actor,
  action: string,
  subject: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await audit(app, actor, { action, subject, detail });
  await app.bus.publish('site.changed', {});
  forgetPublished(app);
}
