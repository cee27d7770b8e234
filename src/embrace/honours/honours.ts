import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readFiles, releaseFiles, useFiles } from '#platform/files/index.ts';
import { newId } from '#platform/ids/index.ts';
import { COMMUNITY, readMembers } from '#people/members/index.ts';
import { activeMembers, factsOfMembers, levelsOf } from '#embrace/trust/index.ts';
import { reasonsOf } from '#lib/conditions/index.ts';
import { countHolders } from './awards-store.ts';
import { compiled, type Honour, inkOn, isMark, pointsOf, problemOf } from './domain.ts';
import { honourErrors } from './errors.ts';
import type { HonourInput, HonourView, Trial, TrialInput } from './schema.ts';
import { changed, loadSettings } from './settings.ts';
import {
  deleteHonour,
  insertHonours,
  isPictureOf,
  lockList,
  rankAt,
  selectHonours,
  updateHonour,
  writeOrder,
} from './store.ts';
import { USUAL } from './usual.ts';

export { countHolders, isPictureOf };

/** Where the picture of a badge is found. */
export const picturePath = (fileId: string): string => `${COMMUNITY}/badges/pictures/${fileId}`;

const ownerOf = (id: string): string => `honour:${id}`;

/** All of them with how many hold each, as they are stored now. */
export async function presentHonours(app: App): Promise<HonourView[]> {
  const [honours, holders] = await Promise.all([selectHonours(app), countHolders(app)]);
  return honours.map(({ usual: _usual, position: _position, ...honour }) => ({
    ...honour,
    pictureUrl: honour.fileId === null ? null : picturePath(honour.fileId),
    ...inkOn(honour.colour),
    holders: holders.get(honour.id) ?? 0,
  }));
}

/**
 * Adds a badge or rank, or changes one; the background gives it within minutes. Answers its id. Throws `honours.rule_invalid`,
 * `honours.mark_invalid`, `honours.picture_wrong`, `honours.threshold_taken`, `honours.not_found`.
 */
export async function saveHonour(app: App, actor: Actor, input: HonourInput, id?: string): Promise<string> {
  const reason = problemOf(input);
  if (reason !== undefined) throw honourErrors('honours.rule_invalid', { reason });
  if (!isMark(input.mark)) throw honourErrors('honours.mark_invalid');
  if (input.fileId !== null && !(await isPicture(app, input.fileId)))
    throw honourErrors('honours.picture_wrong');
  const row: Honour = { ...input, id: id ?? newId('hon'), position: 1, usual: null };
  await app.db.transaction(async () => {
    await lockList(app);
    if (row.threshold !== null && (await rankAt(app, row.threshold, id ?? null)))
      throw honourErrors('honours.threshold_taken', { threshold: row.threshold });
    if (id === undefined) await insertHonours(app, [row]);
    else if (!(await updateHonour(app, row))) throw honourErrors('honours.not_found');
    await releaseFiles(app, [ownerOf(row.id)]);
    if (row.fileId !== null) await useFiles(app, [row.fileId], ownerOf(row.id));
    await audit(app, actor, {
      action: id === undefined ? 'honours.added' : 'honours.changed',
      subject: row.id,
      detail: { name: row.names.en },
    });
    await changed(app, true);
  });
  return row.id;
}

const MOST_PIXELS = 2048;

async function isPicture(app: App, id: string): Promise<boolean> {
  const [file] = await readFiles(app, [id]);
  return (
    file?.kind === 'image' &&
    file.scan !== 'refused' &&
    Math.max(file.width ?? 0, file.height ?? 0) <= MOST_PIXELS
  );
}

/** Takes a badge or rank away from everybody, with its traces. Throws `honours.not_found`. */
export async function removeHonour(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await deleteHonour(app, id))) throw honourErrors('honours.not_found');
    await releaseFiles(app, [ownerOf(id)]);
    await audit(app, actor, { action: 'honours.removed', subject: id });
    // Its id beside names means nothing any more; it goes with the next change there.
    await changed(app, false);
  });
}

/** Which badges stand first. Throws `honours.order_incomplete`. */
export async function orderHonours(app: App, actor: Actor, ids: readonly string[]): Promise<void> {
  await app.db.transaction(async () => {
    await lockList(app);
    if (!(await writeOrder(app, ids))) throw honourErrors('honours.order_incomplete');
    await audit(app, actor, { action: 'honours.ordered', subject: 'honours' });
    await changed(app, false);
  });
}

/** Those of the usual set that are not there and whose points no other rank has. */
export async function usualMissing(app: App): Promise<typeof USUAL> {
  const honours = await selectHonours(app);
  return USUAL.filter((one) =>
    honours.every(
      ({ usual, threshold }) => usual !== one.usual && (threshold === null || threshold !== one.threshold),
    ),
  );
}

/** Adds what is missing of the usual set. Answers how many. */
export async function addUsual(app: App, actor: Actor): Promise<number> {
  return app.db.transaction(async () => {
    await lockList(app);
    const missing = await usualMissing(app);
    const rows = missing.map((one, index): Honour => ({ ...one, id: newId('hon'), position: index + 1 }));
    const added = await insertHonours(app, rows);
    await audit(app, actor, { action: 'honours.usual_added', subject: 'honours', detail: { added } });
    await changed(app, true);
    return added;
  });
}

/** Takes away what is of the usual set, as the demonstration ends. */
export async function removeUsual(app: App, actor: Actor): Promise<void> {
  for (const { id, usual } of await selectHonours(app))
    if (usual !== null) await removeHonour(app, actor, id);
}

const MOST_TRIED = 5000;
const EXAMPLES = 10;

/** Whom a rule would give it to, tried on members of whom anything was counted. Throws `honours.rule_invalid`. */
export async function tryRule(app: App, given: TrialInput): Promise<Trial> {
  const reason = problemOf(given);
  if (reason !== undefined) throw honourErrors('honours.rule_invalid', { reason });
  const rule = compiled(given);
  const found = await activeMembers(app, MOST_TRIED + 1);
  const ids = found.slice(0, MOST_TRIED);
  const [known, levels, { points }] = await Promise.all([
    factsOfMembers(app, ids),
    levelsOf(app, ids),
    loadSettings(app),
  ]);
  const matched = ids.flatMap((id) => {
    const facts = known.get(id);
    if (!facts || !rule) return [];
    const all = { ...facts, level: levels.get(id) ?? 0, points: pointsOf(facts, points) };
    return rule.holds(all) ? [{ id, all }] : [];
  });
  const shown = matched.slice(0, EXAMPLES);
  const members = await readMembers(
    app,
    shown.map(({ id }) => id),
  );
  return {
    checked: known.size,
    isAll: found.length <= MOST_TRIED,
    matched: matched.length,
    examples: shown.flatMap(({ id, all }) => {
      const member = members.get(id);
      if (!member || !rule) return [];
      return { id, handle: member.handle, name: member.displayName, why: reasonsOf(rule.explain(all)) };
    }),
  };
}
