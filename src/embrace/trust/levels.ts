import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { lockMembers } from '#people/members/index.ts';
import { sumCounted } from './counted-store.ts';
import { type Level, levelByFacts, type Step } from './domain.ts';
import { trustErrors } from './errors.ts';
import { factsOfMembers, type KnownFacts } from './facts.ts';
import { type Looked, lookedPort } from './ports.ts';
import type { Formula, Rights } from './schema.ts';
import { readFormula } from './settings.ts';
import {
  deleteOldSpent,
  deleteOldWeeks,
  insertMove,
  lockStandings,
  markAgain,
  markDue,
  type MoveRow,
  selectMoves,
  selectStandings,
  type StandingRow,
  takeDue,
  writeLevel,
} from './store.ts';
import './events.ts';

/** A member's level, and what he may do by it. */
export async function reachedBy(app: App, id: string): Promise<{ level: Level; rights: Rights }> {
  const [formula, [row]] = await Promise.all([readFormula(app), selectStandings(app, [id])]);
  const level = row?.level ?? 0;
  return { level, rights: formula.rights[level]! };
}

/** What a member may do, by the level he has now. */
export async function rightsOf(app: App, member: { id: string }): Promise<Rights> {
  return (await reachedBy(app, member.id)).rights;
}

/** Levels of members; 0 for who was never looked at. */
export async function levelsOf(app: App, ids: readonly string[]): Promise<Map<string, Level>> {
  return new Map((await selectStandings(app, ids)).map(({ memberId, level }) => [memberId, level]));
}

const AT_ONCE = 200;
const MOST_SUMMED = 10_000;

/** Looks at the levels of all whose facts changed. */
export async function relevel(app: App): Promise<void> {
  while ((await sumCounted(app, MOST_SUMMED)) === MOST_SUMMED);
  for (let count = AT_ONCE; count === AT_ONCE;)
    count = await app.db.transaction(async () => {
      const ids = await takeDue(app, AT_ONCE);
      if (ids.length > 0) await look(app, ids);
      return ids.length;
    });
}

/** Facts are read once everybody is locked: whoever looked before has decided by older ones. */
async function look(app: App, due: readonly string[]): Promise<void> {
  const ids = await lockMembers(app, due);
  const rows = await lockStandings(app, ids);
  const [formula, known] = await Promise.all([readFormula(app), factsOfMembers(app, ids)]);
  const looked = new Map<string, Looked>();
  for (const row of rows) {
    const facts = known.get(row.memberId);
    if (!facts) continue;
    const level = row.isLocked ? row.level : await relevelOne(app, row, formula, facts);
    looked.set(row.memberId, { ...facts, level });
  }
  await app.find(lookedPort)?.(app, looked);
}

/** Has members looked at again within a minute, or everybody of whom anything was ever counted: some rule changed. In the ambient transaction. */
export const lookAgain = (app: App, memberIds: readonly string[] | null): Promise<void> =>
  markAgain(app, memberIds);

async function relevelOne(
  app: App,
  { memberId, level: before }: StandingRow,
  formula: Formula,
  facts: KnownFacts,
): Promise<Level> {
  const { level, steps } = levelByFacts(formula, facts);
  if (level === before) return level;
  await move(app, memberId, { from: before, to: level, why: whyOf(steps, before, level), byName: null });
  await writeLevel(app, memberId, { level, isLocked: false });
  return level;
}

/** What made it go up to the last level reached, or what it lacks of the one it lost. */
function whyOf(steps: readonly Step[], before: Level, level: Level): string[] {
  const told = level > before ? level : level + 1;
  return steps.find((step) => step.level === told)?.because ?? [];
}

async function move(app: App, memberId: string, row: Omit<MoveRow, 'at'>): Promise<void> {
  await insertMove(app, { id: newId('tmv'), memberId, ...row });
  await app.bus.publish('trust.changed', { memberId });
}

/** Once a day: time passes, and what was long ago weighs no more. */
export async function tidyTrust(app: App): Promise<void> {
  await markDue(app);
  await deleteOldSpent(app);
  await deleteOldWeeks(app);
  await relevel(app);
}

/** Gives a member a level that facts do not change, or lets the formula decide again. Throws `trust.no_member`. */
export async function lockLevel(
  app: App,
  actor: Actor,
  memberId: string,
  wish: { level: number | null; reason: string },
): Promise<void> {
  await app.db.transaction(async () => {
    // Locked before anything is read or written of him, so that nothing is left of who is erased meanwhile.
    const ids = await lockMembers(app, [memberId]);
    const [before] = await lockStandings(app, ids);
    const facts = (await factsOfMembers(app, ids)).get(memberId);
    if (!facts) throw trustErrors('trust.no_member', { id: memberId });
    const level = (wish.level ?? levelByFacts(await readFormula(app), facts).level) as Level;
    await writeLevel(app, memberId, { level, isLocked: wish.level !== null });
    await markAgain(app, [memberId]);
    await move(app, memberId, { from: before!.level, to: level, why: [wish.reason], byName: actor.name });
    await audit(app, actor, {
      action: wish.level === null ? 'trust.level_freed' : 'trust.level_locked',
      subject: memberId,
      detail: { level, reason: wish.reason },
    });
  });
}

export interface Standing {
  level: Level;
  isLocked: boolean;
  rights: Rights;
  facts: KnownFacts;
  steps: Step[];
  moves: MoveRow[];
}

/** Why a member has his level, and what the next one asks for. Throws `trust.no_member`. */
export async function explainLevel(app: App, memberId: string): Promise<Standing> {
  const [formula, known, [row], moves] = await Promise.all([
    readFormula(app),
    factsOfMembers(app, [memberId]),
    selectStandings(app, [memberId]),
    selectMoves(app, memberId),
  ]);
  const facts = known.get(memberId);
  if (!facts) throw trustErrors('trust.no_member', { id: memberId });
  const level = row?.level ?? 0;
  return {
    level,
    isLocked: row?.isLocked ?? false,
    rights: formula.rights[level]!,
    facts,
    steps: levelByFacts(formula, facts).steps,
    moves,
  };
}
