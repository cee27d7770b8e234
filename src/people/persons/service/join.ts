import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { inParts } from '#platform/bus/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { type Evidence, isProven } from '../domain/evidence.ts';
import { accountsOf, type Group, joinStep, splitStep, type Step, undoStep } from '../domain/membership.ts';
import { personErrors } from '../errors.ts';
import type { PersonView } from '../schema.ts';
import {
  deleteAccounts,
  insertChange,
  lockMembership,
  markUndone,
  selectChange,
  selectGroups,
  selectPersonIds,
  writeStep,
} from '../store/persons.ts';
import { selectClaims } from '../store/claims.ts';
import { decideSuggestion, lockSuggestion, reopenSuggestions, selectOpenOf } from '../store/suggestions.ts';
import { evidenceView, faceOf, groupOf, namesOf, readPerson } from './read.ts';

export const MOST_ACCOUNTS = 100;

/** Accounts to be joined; the name and picture of `leadAccountId` stay. */
export interface JoinWish {
  accountIds: readonly string[];
  leadAccountId: string;
}

/** What a change made. The id takes it back: `undoPersonChange`. */
export interface PersonChanged {
  person: PersonView;
  changeId: string;
}

/** A colleague decides that these accounts are one person. Joins their persons as a whole. */
export function joinByDecision(
  app: App,
  actor: Actor,
  wish: JoinWish & { reason: string },
): Promise<PersonChanged> {
  return join(app, actor, wish, [{ kind: 'agent', value: wish.reason }], wish.reason);
}

/** Joins by proof, without anybody looking. Throws `person.not_proven` where the evidence is none. */
export async function joinByProof(
  app: App,
  actor: Actor,
  wish: JoinWish,
  evidence: readonly Evidence[],
): Promise<PersonChanged> {
  if (!isProven(evidence)) throw personErrors('person.not_proven');
  return join(app, actor, wish, evidence, null);
}

/** A colleague agrees with a suggestion: its accounts are one person. */
export async function acceptSuggestion(
  app: App,
  actor: Actor,
  id: string,
  wish: { leadAccountId: string; reason?: string | undefined },
): Promise<PersonChanged> {
  return app.db.transaction(async () => {
    const suggestion = await lockSuggestion(app, id);
    if (!suggestion) throw personErrors('person.suggestion_unknown', { id });
    const reason = wish.reason ?? null;
    const evidence: Evidence[] = [...suggestion.evidence, { kind: 'agent', value: reason ?? undefined }];
    await decideSuggestion(app, id, { state: 'accepted', reason, by: actor.id });
    const accountIds = [suggestion.accountA, suggestion.accountB];
    return join(app, actor, { accountIds, leadAccountId: wish.leadAccountId }, evidence, reason);
  });
}

/** A colleague says that a suggestion is wrong; it does not come again. */
export async function refuseSuggestion(
  app: App,
  actor: Actor,
  id: string,
  reason: string | undefined,
): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await lockSuggestion(app, id))) throw personErrors('person.suggestion_unknown', { id });
    await decideSuggestion(app, id, { state: 'refused', reason: reason ?? null, by: actor.id });
    await audit(app, actor, { action: 'person.suggestion_refused', subject: id });
  });
}

/** Takes one account out of its person. */
export async function splitAccount(
  app: App,
  actor: Actor,
  accountId: string,
  reason: string,
): Promise<PersonChanged> {
  return app.db.transaction(async () => {
    await lockMembership(app);
    const { id, group } = await groupOf(app, accountId);
    const step = splitStep(id, group, [accountId]);
    if (!step || group.members.length < 2) throw personErrors('person.not_joined');
    return write(
      app,
      actor,
      { kind: 'split', step, evidence: [{ kind: 'agent', value: reason }], reason },
      accountId,
    );
  });
}

/** Takes a join or split back exactly; throws `person.overtaken` where a later one stands on it. An undo can be undone, too. */
export async function undoPersonChange(app: App, actor: Actor, changeId: string): Promise<PersonChanged> {
  return app.db.transaction(async () => {
    await lockMembership(app);
    const change = await selectChange(app, changeId);
    if (!change) throw personErrors('person.change_unknown');
    if (change.undoneBy !== null) throw personErrors('person.undone_already');
    const step = undoStep(change.step, await standingAround(app, change.accountIds));
    if (!step) throw personErrors('person.overtaken');
    const lead = change.step.persons[0]!.before?.lead ?? change.step.persons[0]!.after!.lead;
    await reopenSuggestions(app, change.accountIds);
    const undone = await write(app, actor, { kind: 'undo', step, evidence: [], reason: null }, lead);
    await markUndone(app, changeId, undone.changeId);
    return undone;
  });
}

/**
 * Somebody leaves his network for good: his accounts belong to nobody from then on, and nothing says to whom they did. Call it in the
 * transaction that erases him.
 */
export async function forgetPersonsOf(app: App, accountIds: readonly string[]): Promise<void> {
  await lockMembership(app);
  await deleteAccounts(app, accountIds);
  for (const part of inParts(accountIds)) await app.bus.publish('person.changed', { accountIds: part });
}

/** What a join would make, and what speaks for and against it. Changes nothing. */
export async function previewJoin(app: App, wish: JoinWish) {
  const step = await decide(app, wish);
  const after = step?.persons[0]?.after ?? (await groupOf(app, wish.leadAccountId)).group;
  const [accounts, claims, suggestions] = await Promise.all([
    readAccounts(app, after.members),
    selectClaims(app, after.members),
    selectOpenOf(app, wish.accountIds),
  ]);
  const byKey = Map.groupBy(claims, (claim) => claim.key);
  const among = new Set(after.members);
  return {
    ...faceOf(accounts.get(after.lead)!),
    leadAccountId: after.lead,
    accounts: namesOf(after.members, accounts),
    differences: [...byKey].flatMap(([key, of]) => {
      const values = new Map(of.map((claim) => [claim.norm, claim.value]));
      return values.size > 1 ? [{ key, values: [...values.values()] }] : [];
    }),
    evidence: suggestions
      .filter((row) => among.has(row.accountA) && among.has(row.accountB))
      .flatMap((row) => row.evidence.map(evidenceView)),
  };
}

async function join(
  app: App,
  actor: Actor,
  wish: JoinWish,
  evidence: readonly Evidence[],
  reason: string | null,
): Promise<PersonChanged> {
  return app.db.transaction(async () => {
    await lockMembership(app);
    const step = await decide(app, wish);
    if (!step) throw personErrors('person.joined_already');
    return write(app, actor, { kind: 'join', step, evidence, reason }, wish.leadAccountId);
  });
}

async function decide(app: App, { accountIds, leadAccountId }: JoinWish): Promise<Step | undefined> {
  const asked = [...new Set(accountIds)];
  if (asked.length < 2) throw personErrors('person.too_few');
  const standing = await standingAround(app, asked);
  const members = new Set([...asked, ...[...standing.values()].flatMap((group) => group.members)]);
  if (!members.has(leadAccountId)) throw personErrors('person.lead_elsewhere');
  if (members.size > MOST_ACCOUNTS) throw personErrors('person.too_many', { most: MOST_ACCOUNTS });
  const known = await readAccounts(app, [...members]);
  const missing = [...members].find((id) => !known.has(id));
  if (missing) throw personErrors('person.account_unknown', { id: missing });
  return joinStep(standing, asked, leadAccountId, newId('person'));
}

async function standingAround(app: App, accountIds: readonly string[]): Promise<Map<string, Group>> {
  const ids = [...new Set((await selectPersonIds(app, accountIds)).values())];
  return selectGroups(app, ids);
}

async function write(
  app: App,
  actor: Actor,
  change: {
    kind: 'join' | 'split' | 'undo';
    step: Step;
    evidence: readonly Evidence[];
    reason: string | null;
  },
  show: string,
): Promise<PersonChanged> {
  const accountIds = accountsOf(change.step);
  await writeStep(app, change.step);
  const changeId = await insertChange(app, {
    ...change,
    evidence: [...change.evidence],
    actorId: actor.id,
    actorName: actor.name,
    accountIds,
  });
  const person = await readPerson(app, show);
  await audit(app, actor, {
    action: `person.${AUDITED[change.kind]}`,
    subject: person.key,
    detail: { changeId, accountIds, evidence: change.evidence.map(({ kind }) => kind) },
  });
  for (const part of inParts(accountIds)) await app.bus.publish('person.changed', { accountIds: part });
  return { person, changeId };
}

const AUDITED = { join: 'joined', split: 'split', undo: 'change_undone' } as const;
