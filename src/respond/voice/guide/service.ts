import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readCatalogue, readCondition } from '#respond/conditions/index.ts';
import { voiceErrors } from '../errors.ts';
import { type Guide, type guideInput, guideShape, type GuideView, type VersionView } from './schema.ts';
import { deleteGuides, insertGuide, selectGuide, selectVersions, type VersionRow } from './store.ts';
import '../events.ts';

const MOST_VERSIONS = 200;
const EMPTY: Guide = guideShape.parse({});

/** The guide that counts; an empty one before the first. */
export async function readGuide(app: App): Promise<GuideView> {
  const row = await selectGuide(app);
  return row ? viewOf(row) : { revision: 0, guide: EMPTY, saved: null };
}

/** An earlier version. Throws `voice.no_version`. */
export async function readVersion(app: App, revision: number): Promise<GuideView> {
  const row = await selectGuide(app, revision);
  if (!row) throw voiceErrors('voice.no_version', { revision });
  return viewOf(row);
}

/** The newest first. */
export async function listVersions(app: App): Promise<VersionView[]> {
  return (await selectVersions(app, MOST_VERSIONS)).map(savedOf);
}

/** Saves a new version; every earlier one stays. Throws `voice.overtaken`, `voice.rule_twice`, `condition.invalid`. */
export async function saveGuide(
  app: App,
  actor: Actor,
  { revision, guide, note }: z.output<typeof guideInput>,
): Promise<GuideView> {
  mustBeUnique(guide);
  const catalogue = await readCatalogue(app);
  for (const { when } of [...guide.never, ...guide.must])
    if (when !== null) await readCondition(app, when, catalogue);
  await app.db.transaction(async () => {
    const before = await selectGuide(app);
    const row = { revision: revision + 1, guide, note, byId: actor.id, byName: actor.name };
    if ((before?.revision ?? 0) !== revision || !(await insertGuide(app, row)))
      throw voiceErrors('voice.overtaken', { who: (await selectGuide(app))?.by ?? 'Somebody' });
    const { avoid, never, must, forms } = guide;
    await audit(app, actor, {
      action: 'voice.guide_saved',
      subject: 'voice',
      detail: {
        revision: revision + 1,
        note,
        avoid: avoid.length,
        never: never.length,
        must: must.length,
        forms: forms.length,
      },
    });
    await app.bus.publish('voice.changed', { what: 'guide' });
  });
  return readGuide(app);
}

/** The guide goes with all its versions, as it does with the sample company. */
export async function removeGuide(app: App, actor: Actor): Promise<void> {
  await app.db.transaction(async () => {
    await deleteGuides(app);
    await audit(app, actor, { action: 'voice.guide_removed', subject: 'voice' });
    await app.bus.publish('voice.changed', { what: 'guide' });
  });
}

function mustBeUnique({ avoid, never, must, forms }: Guide): void {
  const seen = new Set<string>();
  for (const { id } of [...avoid, ...never, ...must, ...forms]) {
    if (seen.has(id)) throw voiceErrors('voice.rule_twice', { id });
    seen.add(id);
  }
}

function viewOf(row: VersionRow): GuideView {
  return { revision: row.revision, guide: guideShape.parse(row.guide), saved: savedOf(row) };
}

function savedOf({ revision, note, by, at }: Omit<VersionRow, 'guide'>): VersionView {
  return { revision, note, by, at: at.toISOString() };
}
