import type { App } from '#platform/app/index.ts';

export interface LinkRow {
  id: string;
  name: string;
  createdBy: string;
  createdAt: Date;
}

const FIELDS = `id, name, created_by as "createdBy", created_at as "createdAt"`;

export async function insertLink(
  app: App,
  link: { id: string; tokenHash: string; name: string; createdBy: string },
): Promise<LinkRow> {
  const [row] = await app.db.query<LinkRow>(
    `insert into wallboard_links (id, token_hash, name, created_by) values ($1, $2, $3, $4) returning ${FIELDS}`,
    [link.id, link.tokenHash, link.name, link.createdBy],
  );
  return row!;
}

export const selectLinks = (app: App): Promise<LinkRow[]> =>
  app.db.query<LinkRow>(`select ${FIELDS} from wallboard_links order by created_at desc, id limit 100`);

export async function selectLink(app: App, tokenHash: string): Promise<LinkRow | undefined> {
  const [row] = await app.db.query<LinkRow>(`select ${FIELDS} from wallboard_links where token_hash = $1`, [
    tokenHash,
  ]);
  return row;
}

/** Answers its name; undefined where there was none. */
export async function deleteLink(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string }>(
    'delete from wallboard_links where id = $1 returning name',
    [id],
  );
  return row?.name;
}
