import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { describe, type StoredCondition, validateCondition } from '#lib/conditions/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { accountsOfPersons } from '#people/persons/index.ts';
import { segmentsOf } from './belonging.ts';
import { segmentErrors } from './errors.ts';
import type { SegmentInput, SegmentView } from './schema.ts';
import { type CustomerFacts, customerFacts } from './sources.ts';
import {
  countPicks,
  deleteRemoved,
  dropPicks,
  lockSegment,
  selectPickedAccounts,
  selectPicks,
  selectSegments,
  setRemoved,
  setRestored,
  writePicks,
  writeSegment,
} from './store.ts';
import { usesOf } from './uses.ts';

/** They are asked about every customer who writes. */
const MOST = 50;
/** So long a removed segment can come back. */
const KEPT_DAYS = 30;

/** All segments, with their conditions in words. */
export async function listSegments(app: App): Promise<SegmentView[]> {
  const [rows, picks, { catalogue }] = await Promise.all([
    selectSegments(app),
    countPicks(app),
    customerFacts(app),
  ]);
  return rows.map(({ changedAt, ...row }) => ({
    ...row,
    text: row.condition === null ? '' : describe(row.condition.when, catalogue),
    picked: picks.get(row.id) ?? { in: 0, out: 0 },
    changedAt: changedAt.toISOString(),
  }));
}

/** Segments that the person behind an account is in now. */
export async function namedSegmentsOf(app: App, accountId: string): Promise<{ id: string; name: string }[]> {
  const [rows, found] = await Promise.all([selectSegments(app), segmentsOf(app, [accountId])]);
  const ids = new Set(found.get(accountId));
  return rows.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }));
}

/** Adds a segment, or changes one; answers its id. Throws `segment.invalid`, `segment.name_taken`, `segment.too_many`, `segment.not_found`. */
export async function saveSegment(app: App, actor: Actor, input: SegmentInput, id?: string): Promise<string> {
  const condition = toStore(input.condition, await customerFacts(app));
  const segmentId = id ?? newId('seg');
  await app.db.transaction(async () => {
    if (id !== undefined && !(await lockSegment(app, id))) throw segmentErrors('segment.not_found', { id });
    if (id === undefined && (await selectSegments(app)).length >= MOST)
      throw segmentErrors('segment.too_many', { most: MOST });
    if (!(await writeSegment(app, { ...input, condition, id: segmentId })))
      throw segmentErrors('segment.name_taken', { name: input.name });
    await app.bus.publish('segment.changed', {});
    await audit(app, actor, { action: 'segment.saved', subject: segmentId, detail: { name: input.name } });
  });
  return segmentId;
}

/** Removes a segment that nothing asks for. Throws `segment.used` with what does, and `segment.not_found`. */
export async function removeSegment(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const row = await lockSegment(app, id);
    if (!row) throw segmentErrors('segment.not_found', { id });
    const uses = await usesOf(app, id);
    if (uses.length > 0) {
      const named = uses.slice(0, 5).map(({ kind, name }) => `the ${kind} “${name}”`);
      const more = uses.length > 5 ? ` and ${uses.length - 5} more` : '';
      throw segmentErrors('segment.used', { uses: named.join(', ') + more });
    }
    await setRemoved(app, id);
    await app.bus.publish('segment.changed', {});
    await audit(app, actor, { action: 'segment.removed', subject: id, detail: { name: row.name } });
  });
}

/** Brings a segment back that was removed in the last thirty days, with whom was picked by hand. Throws `segment.not_found`, `segment.name_taken`, `segment.too_many`. */
export async function restoreSegment(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if ((await selectSegments(app)).length >= MOST) throw segmentErrors('segment.too_many', { most: MOST });
    const restored = await setRestored(app, id);
    if (restored === 'not-removed') throw segmentErrors('segment.not_found', { id });
    if (restored === 'name-taken') throw segmentErrors('segment.restore_name_taken');
    await app.bus.publish('segment.changed', {});
    await audit(app, actor, { action: 'segment.restored', subject: id, detail: { name: restored.name } });
  });
}

/** Takes the person behind an account in by hand, keeps him out, or (null) leaves it to the condition again. Answers what was so before. Throws `segment.account_unknown`. */
export async function pickCustomer(
  app: App,
  actor: Actor,
  segmentId: string,
  { accountId, isIn }: { accountId: string; isIn: boolean | null },
): Promise<{ before: boolean | null }> {
  if (!(await readAccounts(app, [accountId])).has(accountId))
    throw segmentErrors('segment.account_unknown', { id: accountId });
  const accountIds = (await accountsOfPersons(app, [accountId])).get(accountId) ?? [accountId];
  return app.db.transaction(async () => {
    if (!(await lockSegment(app, segmentId))) throw segmentErrors('segment.not_found', { id: segmentId });
    const picks = (await selectPicks(app, accountIds)).filter((pick) => pick.segmentId === segmentId);
    const before = picks.find((pick) => pick.accountId === accountId) ?? picks[0];
    await writePicks(app, { segmentId, accountIds, isIn, by: actor.id });
    await app.bus.publish('segment.changed', {});
    await audit(app, actor, { action: 'segment.picked', subject: segmentId, detail: { accountId, isIn } });
    return { before: before?.isIn ?? null };
  });
}

/** Forgets what was decided by hand about accounts that are gone. */
export async function tidySegments(app: App): Promise<void> {
  await deleteRemoved(app, KEPT_DAYS);
  for (let after = ''; ;) {
    const ids = await selectPickedAccounts(app, after);
    if (ids.length === 0) return;
    after = ids.at(-1)!;
    const kept = await readAccounts(app, ids);
    const gone = ids.filter((id) => !isKept(kept.get(id)));
    if (gone.length > 0) await dropPicks(app, gone);
  }
}

function isKept(account: { deletedAt: Date | null } | undefined): boolean {
  return account !== undefined && account.deletedAt === null;
}

function toStore(condition: SegmentInput['condition'], { catalogue }: CustomerFacts): StoredCondition | null {
  if (condition === null) return null;
  const read = validateCondition(condition, catalogue);
  if (read.isValid) return { version: 1, when: read.condition };
  const reason = read.problems.slice(0, 3).map(({ message }) => message);
  throw segmentErrors('segment.invalid', { reason: reason.join(' ') });
}
