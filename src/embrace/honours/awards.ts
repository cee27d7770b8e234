import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { decodeCursor, encodeCursor, httpErrors, page, type PageOf } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { lockMembers, readMembers, setHonours } from '#people/members/index.ts';
import { tell } from '#embrace/notifications/index.ts';
import { factsOfMembers, lookAgain, type Looked } from '#embrace/trust/index.ts';
import {
  type AwardRow,
  insertMoves,
  selectAwards,
  selectHolders,
  selectMoves,
  upsertAwards,
} from './awards-store.ts';
import { compiled, decide, type Honour, pointsOf, type Ruled } from './domain.ts';
import { honourErrors } from './errors.ts';
import { GIVEN, HONOURS_TAB } from './notices.ts';
import type { AwardWish, Holder, MemberHonours, Move } from './schema.ts';
import { loadSettings } from './settings.ts';
import { selectHonours } from './store.ts';

interface Change {
  memberId: string;
  honour: Honour;
  what: Move;
  why: string[];
}

const STATES = { given: 'held', taken: 'gone', revoked: 'revoked', freed: 'gone' } as const;

/** Gives and takes back what rules say, for members whose facts changed; provide it for `lookedPort`. They are locked: each is given once. */
export async function awardLooked(app: App, looked: ReadonlyMap<string, Looked>): Promise<void> {
  if (looked.size === 0) return;
  const honours = await selectHonours(app, true);
  const ruled = honours.map((honour): Ruled => ({ honour, rule: compiled(honour) }));
  const { points } = await loadSettings(app);
  const present = byMember(await selectAwards(app, [...looked.keys()]));
  const changes = [...looked].flatMap(([memberId, facts]) => {
    const own = new Map((present.get(memberId) ?? []).map((award) => [award.honourId, award]));
    const known = { ...facts, points: pointsOf(facts, points) };
    return decide(ruled, known, own).map((one): Change => ({ memberId, ...one }));
  });
  await apply(app, changes, null);
}

/** Writes changes down, tells the members, and keeps what they hold beside their names. */
async function apply(app: App, changes: readonly Change[], by: Actor | null): Promise<void> {
  if (changes.length === 0) return;
  const done = await upsertAwards(
    app,
    changes.map(({ memberId, honour, what }) => ({
      memberId,
      honourId: honour.id,
      state: STATES[what],
      isByHand: by !== null && what === 'given',
    })),
  );
  const isDone = new Set(done.map(({ memberId, honourId }) => `${memberId} ${honourId}`));
  const made = changes
    .filter(({ memberId, honour }) => isDone.has(`${memberId} ${honour.id}`))
    .map((change) => ({ ...change, id: newId('hmv') }));
  await insertMoves(
    app,
    made.map(({ id, memberId, honour, what, why }) => ({
      id,
      memberId,
      honourId: honour.id,
      what,
      why,
      byName: by?.name ?? null,
    })),
  );
  const ids = [...new Set(made.map(({ memberId }) => memberId))];
  const held = byMember(await selectAwards(app, ids));
  await setHonours(
    app,
    ids.map((memberId) => ({ memberId, honours: heldOf(held.get(memberId) ?? []) })),
  );
  await tellAll(app, made);
}

const heldOf = (awards: readonly AwardRow[]): string[] =>
  awards.filter(({ state }) => state === 'held').map(({ honourId }) => honourId);

/** What was given is told once, however often it comes and goes; what a colleague took away each time; what a rule took back is not told. */
async function tellAll(app: App, made: readonly (Change & { id: string })[]): Promise<void> {
  const given = Map.groupBy(
    made.filter(({ what }) => what === 'given'),
    ({ honour }) => honour,
  );
  for (const [honour, changes] of given)
    await tell(app, {
      to: changes.map(({ memberId }) => memberId),
      kind: GIVEN,
      key: `honour:${honour.id}`,
      ...toldOf(honour, 'given'),
    });
  for (const { id, memberId, honour } of made.filter(({ what }) => what === 'revoked'))
    await tell(app, {
      to: [memberId],
      kind: GIVEN,
      key: `honour-revoked:${id}`,
      ...toldOf(honour, 'revoked'),
    });
}

const toldOf = ({ id, kind, names }: Honour, what: 'given' | 'revoked') => ({
  about: { title: names.en, path: `${HONOURS_TAB}#${id}` },
  data: { what, kind, de: names.de },
});

function byMember(rows: readonly AwardRow[]): Map<string, AwardRow[]> {
  return Map.groupBy(rows, ({ memberId }) => memberId);
}

/**
 * A colleague gives an honour, takes it away so that rules do not give it again, or lets rules decide again. Throws `honours.no_member`,
 * `honours.not_found`, `honours.held_already`, `honours.not_held`, `honours.not_revoked`.
 */
export async function decideAward(
  app: App,
  actor: Actor,
  { memberId, honourId }: { memberId: string; honourId: string },
  { act, reason }: AwardWish,
): Promise<void> {
  await app.db.transaction(async () => {
    if ((await lockMembers(app, [memberId])).length === 0)
      throw honourErrors('honours.no_member', { id: memberId });
    const honour = (await selectHonours(app, true)).find(({ id }) => id === honourId);
    if (!honour) throw honourErrors('honours.not_found');
    const state = (await selectAwards(app, [memberId])).find((one) => one.honourId === honourId)?.state;
    if (act === 'give' && state === 'held') throw honourErrors('honours.held_already');
    if (act === 'revoke' && state !== 'held') throw honourErrors('honours.not_held');
    if (act === 'free' && state !== 'revoked') throw honourErrors('honours.not_revoked');
    const what = ({ give: 'given', revoke: 'revoked', free: 'freed' } as const)[act];
    await apply(app, [{ memberId, honour, what, why: [reason] }], actor);
    if (act === 'free') await lookAgain(app, [memberId]);
    await audit(app, actor, {
      action: `honours.${what}`,
      subject: memberId,
      detail: { honour: honourId, name: honour.names.en, reason },
    });
  });
}

const MOVES_SHOWN = 200;

/** What a member has and had, and why: the latest moves, or as many as are asked for. Throws `honours.no_member`. */
export async function readMemberHonours(
  app: App,
  memberId: string,
  most = MOVES_SHOWN,
): Promise<MemberHonours> {
  const [known, awards, moves, { points }] = await Promise.all([
    factsOfMembers(app, [memberId]),
    selectAwards(app, [memberId]),
    selectMoves(app, memberId, most),
    loadSettings(app),
  ]);
  const facts = known.get(memberId);
  if (!facts) throw honourErrors('honours.no_member', { id: memberId });
  return {
    points: pointsOf(facts, points),
    awards: awards.map(({ honourId, state, isByHand, changedAt }) => ({
      honourId,
      state,
      isByHand,
      changedAt: changedAt.toISOString(),
    })),
    moves: moves.map(({ memberId: _member, at, ...move }) => ({ ...move, at: at.toISOString() })),
  };
}

/** Who holds an honour, the latest first. */
export async function readHolders(
  app: App,
  honourId: string,
  asked: { cursor?: string | undefined; limit: number },
): Promise<PageOf<Holder>> {
  const before = asked.cursor === undefined ? undefined : placeOf(asked.cursor);
  const rows = await selectHolders(app, honourId, { before, limit: asked.limit + 1 });
  const members = await readMembers(
    app,
    rows.map(({ memberId }) => memberId),
  );
  const shown = rows.map(({ memberId: id, changedAt, isByHand }): Holder => {
    const member = members.get(id);
    const { handle = '', displayName: name = '' } = member ?? {};
    return { id, handle, name, since: changedAt.toISOString(), isByHand };
  });
  return page(shown, asked.limit, ({ since, id }) => encodeCursor([since, id]));
}

const MOST_MOMENT = Date.UTC(9999, 0);

function placeOf(cursor: string): readonly [string, string] {
  const [at, id] = decodeCursor(cursor, 2);
  const moment = Date.parse(String(at));
  // Nothing was given before there were dates like these, and the database knows no others.
  if (!(moment > 0 && moment < MOST_MOMENT)) throw httpErrors('http.cursor_invalid');
  return [new Date(moment).toISOString(), String(id)];
}
