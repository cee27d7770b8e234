import { originOf } from '#platform/addresses/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { bandsOf, canonicalOf, likeness, NEAR, sketchOf } from '#listen/clusters/index.ts';
import { hostOf } from '../found.ts';
import { deleteOldTexts, selectNear, type SiteRow, upsertText, writeVerdict } from './store.ts';

export { countSites, listSites, markText, selectSites, type SiteRow } from './store.ts';

/** Links to the company's own site and to this server are no links elsewhere. */
export async function ownHosts(app: App): Promise<Set<string>> {
  const { homeUrl } = await readCommunity(app);
  const own = [app.config.publicUrl, originOf(app, '/community'), originOf(app, '/help'), homeUrl ?? ''];
  return new Set(own.flatMap((url) => hostOf(url) ?? []));
}

export interface SeenBefore {
  /** Nearly equal texts of the last day, this one not counted. */
  ofDay: number;
  /** One of them was hidden by a colleague. */
  isBad: boolean;
}

/** Keeps what a text can be known again by, without its words, and says whether it was seen before. Short texts are everybody's. */
export async function noteText(
  app: App,
  text: { kind: string; id: string; memberId: string; title: string; text: string },
): Promise<SeenBefore> {
  const canonical = canonicalOf(text.title === '' ? null : text.title, text.text);
  if (!canonical) return { ofDay: 0, isBad: false };
  const sketch = sketchOf(canonical.text);
  const bands = bandsOf(sketch, canonical.numbers);
  const subject = { kind: text.kind, subjectId: text.id };
  const near = (await selectNear(app, bands, subject)).filter(
    (one) => one.numbers === canonical.numbers && likeness(one.sketch, sketch) >= NEAR,
  );
  await upsertText(app, {
    ...subject,
    memberId: text.memberId,
    bands,
    sketch,
    numbers: canonical.numbers,
  });
  return { ofDay: near.filter(({ isOfDay }) => isOfDay).length, isBad: near.some(({ isBad }) => isBad) };
}

export const forgetTexts = deleteOldTexts;

/** Says what a site is: good ones are never held, bad ones never linked to. */
export async function judgeSite(
  app: App,
  actor: Actor,
  host: string,
  verdict: SiteRow['verdict'],
): Promise<void> {
  await app.db.transaction(async () => {
    await writeVerdict(app, host, verdict);
    await audit(app, actor, { action: 'moderation.site_judged', subject: host, detail: { verdict } });
  });
}
