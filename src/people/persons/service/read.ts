import type { App } from '#platform/app/index.ts';
import { decodeCursor, encodeCursor, page, type PageOf } from '#platform/http/index.ts';
import { type Account, findAccountsByHandle, readAccounts } from '#people/accounts/index.ts';
import { EVIDENCE, type Evidence } from '../domain/evidence.ts';
import { type Group, undoStep } from '../domain/membership.ts';
import { personErrors } from '../errors.ts';
import { type Touch, touchesPort } from '../ports.ts';
import type { EvidenceView, PersonAccount, PersonView, SuggestionView } from '../schema.ts';
import { type ClaimRow, deleteOfPosts, selectClaims } from '../store/claims.ts';
import { type ChangeRow, selectChanges, selectGroups, selectPersonIds } from '../store/persons.ts';
import { selectOpen, selectOpenOf, type SuggestionRow } from '../store/suggestions.ts';

const MOST_CHANGES = 50;

/** The person of each account: its id, or the account's own id where nobody joined it. */
export async function personKeyOf(app: App, accountIds: readonly string[]): Promise<Map<string, string>> {
  const joined = await selectPersonIds(app, accountIds);
  return new Map(accountIds.map((id) => [id, joined.get(id) ?? id]));
}

/** All accounts of the persons that these accounts belong to; an account that nobody joined is alone. By account asked for. */
export async function accountsOfPersons(
  app: App,
  accountIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const joined = await selectPersonIds(app, accountIds);
  const groups = await selectGroups(app, [...new Set(joined.values())]);
  return new Map(accountIds.map((id) => [id, groups.get(joined.get(id) ?? '')?.members ?? [id]]));
}

/** The person of each account that somebody joined, with the account that leads it; others are left out. */
export async function leadsOf(
  app: App,
  accountIds: readonly string[],
): Promise<Map<string, { key: string; lead: string }>> {
  const joined = await selectPersonIds(app, accountIds);
  const groups = await selectGroups(app, [...new Set(joined.values())]);
  return new Map(
    [...joined].flatMap(([id, key]) => {
      const lead = groups.get(key)?.lead;
      return lead === undefined ? [] : [[id, { key, lead }] as const];
    }),
  );
}

/** Everything about a person, by its key or any of its accounts. Throws `person.account_unknown`. */
export async function readPerson(app: App, key: string): Promise<PersonView> {
  const { id, group } = await groupOf(app, key);
  const [claims, suggestions, changes] = await Promise.all([
    readClaims(app, group.members),
    selectOpenOf(app, group.members),
    selectChanges(app, group.members, MOST_CHANGES),
  ]);
  const mentioned = [
    ...group.members,
    ...suggestions.flatMap((row) => [row.accountA, row.accountB]),
    ...changes.flatMap((row) => row.accountIds),
  ];
  const [accounts, standing] = await Promise.all([readAccounts(app, mentioned), standingOf(app, changes)]);
  const lead = accounts.get(group.lead);
  if (!lead) throw personErrors('person.account_unknown', { id: group.lead });
  return {
    key: id,
    ...faceOf(lead),
    leadAccountId: group.lead,
    accounts: namesOf(group.members, accounts),
    claims: claims.map(claimView),
    suggestions: suggestions
      .filter((row) => !(group.members.includes(row.accountA) && group.members.includes(row.accountB)))
      .map((row) => suggestionView(row, accounts)),
    changes: changes.map((row) => ({
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      who: row.actorName,
      reason: row.reason,
      evidence: row.evidence.map(evidenceView),
      accounts: namesOf(row.accountIds, accounts),
      canUndo: row.undoneBy === null && undoStep(row.step, standing) !== undefined,
    })),
  };
}

/** One timeline over all accounts of a person: what was said on both sides, newest first. */
export async function readTimeline(
  app: App,
  key: string,
  asked: { cursor?: string | undefined; limit: number },
): Promise<PageOf<Touch>> {
  const { group } = await groupOf(app, key);
  const before = asked.cursor === undefined ? undefined : String(decodeCursor(asked.cursor, 1)[0]);
  const found = await app.find(touchesPort)?.list(app, group.members, { before, limit: asked.limit + 1 });
  return page(found ?? [], asked.limit, (touch) => encodeCursor([touch.id]));
}

/** Open suggestions, newest first. */
export async function listSuggestions(
  app: App,
  asked: { cursor?: string | undefined; limit: number },
): Promise<PageOf<SuggestionView>> {
  const before = asked.cursor === undefined ? undefined : String(decodeCursor(asked.cursor, 1)[0]);
  const rows = await selectOpen(app, before, asked.limit + 1);
  const accounts = await readAccounts(
    app,
    rows.flatMap((row) => [row.accountA, row.accountB]),
  );
  const found = page(rows, asked.limit, (row) => encodeCursor([row.id]));
  return { ...found, items: found.items.map((row) => suggestionView(row, accounts)) };
}

/** Accounts whose handle begins with these letters, to be joined by a decision. */
export async function findAccounts(app: App, q: string): Promise<PersonAccount[]> {
  return (await findAccountsByHandle(app, q, 20)).map(accountView);
}

/** The person of a key, as it stands. */
export async function groupOf(app: App, key: string): Promise<{ id: string; group: Group }> {
  const id = key.startsWith('person_') ? key : (await personKeyOf(app, [key])).get(key)!;
  const group = (await selectGroups(app, [id])).get(id);
  if (group) return { id, group };
  if (id.startsWith('person_')) throw personErrors('person.account_unknown', { id });
  return { id, group: { lead: id, members: [id] } };
}

/** What accounts claim; what deleted posts said is forgotten on the way. */
export async function readClaims(app: App, accountIds: readonly string[]): Promise<ClaimRow[]> {
  const claims = await selectClaims(app, accountIds);
  const postIds = [...new Set(claims.flatMap((claim) => claim.sourceId ?? []))];
  const standing = postIds.length > 0 ? await app.find(touchesPort)?.standing(app, postIds) : undefined;
  if (!standing) return claims;
  const gone = postIds.filter((id) => !standing.has(id));
  if (gone.length > 0) await deleteOfPosts(app, gone);
  return claims.filter((claim) => claim.sourceId === null || standing.has(claim.sourceId));
}

async function standingOf(app: App, changes: readonly ChangeRow[]): Promise<Map<string, Group>> {
  const accountIds = [...new Set(changes.flatMap((row) => row.accountIds))];
  const ids = [...(await selectPersonIds(app, accountIds)).values()];
  return selectGroups(app, [...new Set(ids)]);
}

/** Name and picture of a person: those of the account that leads. */
export function faceOf(account: Account): { name: string; avatarUrl: string | null } {
  return {
    name: account.displayName ?? account.handle ?? account.externalId,
    avatarUrl: account.avatarUrl,
  };
}

export function namesOf(ids: readonly string[], accounts: ReadonlyMap<string, Account>): PersonAccount[] {
  return ids.flatMap((id) => {
    const account = accounts.get(id);
    return account ? [accountView(account)] : [];
  });
}

function accountView({ id, network, handle, displayName, avatarUrl, profileUrl }: Account): PersonAccount {
  return { id, network, handle, displayName, avatarUrl, profileUrl };
}

export function evidenceView({ kind, value, postId }: Evidence): EvidenceView {
  return { kind, words: EVIDENCE[kind].words, value: value ?? null, postId: postId ?? null };
}

function claimView({ id, accountId, key, value, source, sourceId, saidAt, confidence }: ClaimRow) {
  return { id, accountId, key, value, source, postId: sourceId, saidAt: saidAt.toISOString(), confidence };
}

function suggestionView(row: SuggestionRow, accounts: ReadonlyMap<string, Account>): SuggestionView {
  return {
    id: row.id,
    accounts: namesOf([row.accountA, row.accountB], accounts),
    confidence: EVIDENCE[row.kind].confidence,
    evidence: row.evidence.map(evidenceView),
    createdAt: row.createdAt.toISOString(),
  };
}
