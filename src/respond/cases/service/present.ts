import type { App } from '#platform/app/index.ts';
import { type Account, readAccounts } from '#people/accounts/index.ts';
import { users } from '#people/sessions/index.ts';
import type { Case } from '../domain/case.ts';
import type { CaseRow } from '../schema.ts';
import { selectCases } from '../store/cases.ts';
import { type CaseType, selectTypes } from '../store/types.ts';
import { titleOf } from './title.ts';

/** Cases as lists show them: three more queries, however many rows. */
export async function presentCases(app: App, rows: readonly Case[]): Promise<CaseRow[]> {
  if (rows.length === 0) return [];
  const [accounts, names, types] = await Promise.all([
    readAccounts(app, [...new Set(rows.flatMap((row) => row.accountIds[0] ?? []))]),
    readNames(app),
    selectTypes(app),
  ]);
  const typeOf = new Map(types.map((type) => [type.id, type]));
  return rows.map((row) => rowOf(row, accounts.get(row.accountIds[0] ?? ''), names, typeOf));
}

/** Names of staff by id, former colleagues included. */
export async function readNames(app: App): Promise<Map<string, string>> {
  return new Map((await users.list(app)).map((user) => [user.id, user.name]));
}

function rowOf(
  row: Case,
  account: Account | undefined,
  names: ReadonlyMap<string, string>,
  types: ReadonlyMap<string, CaseType>,
): CaseRow {
  return {
    id: row.id,
    number: row.number,
    title: titleOf(row),
    hasOwnTitle: row.title !== null,
    status: row.status,
    type: { id: row.typeId, name: types.get(row.typeId)?.name ?? '' },
    customer: account ? customerOf(account) : null,
    excerpt: row.excerpt,
    networks: [...row.networks],
    labels: [...row.labels],
    assignees: row.assigneeIds.map((id) => ({ id, name: names.get(id) ?? 'Former colleague' })),
    threads: row.threads,
    lastAt: row.lastAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    waitingSince: row.waitingSince?.toISOString() ?? null,
    solvedAt: row.solvedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    version: row.version,
  };
}

function customerOf({ id, displayName, handle, externalId, avatarUrl }: Account): CaseRow['customer'] {
  return { accountId: id, name: displayName ?? handle ?? externalId, avatarUrl };
}

/** The same by id; removed ones are left out. */
export async function presentIds(app: App, ids: readonly string[]): Promise<CaseRow[]> {
  const rows = await selectCases(app, ids);
  return presentCases(
    app,
    ids.flatMap((id) => rows.filter((row) => row.id === id && row.deletedAt === null)),
  );
}
