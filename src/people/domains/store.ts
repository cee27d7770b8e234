import type { App } from '#platform/app/index.ts';
import { type Part, PARTS } from './domain.ts';

export type Problem = 'unreachable' | 'private' | 'elsewhere';

export interface DomainRow {
  id: string;
  host: string;
  parts: Part[];
  token: string;
  checkedAt: Date | null;
  liveSince: Date | null;
  problem: Problem | null;
  problemDetail: string | null;
}

type Stored = Omit<DomainRow, 'parts'> & { community: boolean; help: boolean };

const COLUMNS = `id, host, has_community as community, has_help as help, token, checked_at as "checkedAt",
  live_since as "liveSince", problem, problem_detail as "problemDetail"`;

const rowOf = ({ community, help, ...rest }: Stored): DomainRow => {
  const has = { community, help };
  return { ...rest, parts: PARTS.filter((part) => has[part]) };
};

export async function selectDomains(app: App): Promise<DomainRow[]> {
  return (await app.db.query<Stored>(`select ${COLUMNS} from site_domains order by id`)).map(rowOf);
}

/** Locked until the transaction ends. */
export async function lockDomain(app: App, id: string): Promise<DomainRow | undefined> {
  const [row] = await app.db.query<Stored>(`select ${COLUMNS} from site_domains where id = $1 for update`, [
    id,
  ]);
  return row && rowOf(row);
}

/** Throws 23505 where the host, or one of the parts, is taken. */
export async function insertDomain(
  app: App,
  row: Pick<DomainRow, 'id' | 'host' | 'parts' | 'token'>,
): Promise<void> {
  await app.db.query(
    'insert into site_domains (id, host, has_community, has_help, token) values ($1, $2, $3, $4, $5)',
    [row.id, row.host, row.parts.includes('community'), row.parts.includes('help'), row.token],
  );
}

/** Throws 23505 where one of the parts is taken. */
export async function updateParts(app: App, id: string, parts: readonly Part[]): Promise<void> {
  await app.db.query('update site_domains set has_community = $2, has_help = $3 where id = $1', [
    id,
    parts.includes('community'),
    parts.includes('help'),
  ]);
}

/** Notes what a check found. What was live stays so: an hour without DNS must not move all pages. */
export async function writeCheck(
  app: App,
  id: string,
  found: { problem: Problem | null; detail: string | null },
): Promise<void> {
  await app.db.query(
    `update site_domains set checked_at = now(), problem = $2, problem_detail = $3,
       live_since = case when $2::text is null then coalesce(live_since, now()) else live_since end where id = $1`,
    [id, found.problem, found.detail],
  );
}

export async function deleteDomain(app: App, id: string): Promise<void> {
  await app.db.query('delete from site_domains where id = $1', [id]);
}
