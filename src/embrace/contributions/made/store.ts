import type { Actor, App } from '#platform/app/index.ts';
import type { Made, SourceKind } from './domain.ts';

export interface OriginRow {
  madeId: string;
  made: Made;
  source: SourceKind;
  sourceId: string;
  conversationId: string | null;
  madeBy: string;
  madeByName: string;
  at: Date;
}

const ORIGIN = `made_id as "madeId", made, source, source_id as "sourceId", conversation_id as "conversationId",
  made_by as "madeBy", made_by_name as "madeByName", at`;

/** Whoever makes something of the same waits until the ambient transaction ends. */
export async function lockSource(app: App, source: SourceKind, id: string): Promise<void> {
  await app.db.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`${source} ${id}`]);
}

export async function insertOrigin(
  app: App,
  actor: Actor,
  row: Pick<OriginRow, 'madeId' | 'made' | 'source' | 'sourceId' | 'conversationId'>,
): Promise<void> {
  await app.db.query(
    `insert into contribution_origins (made_id, made, source, source_id, conversation_id, made_by, made_by_name) values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.madeId, row.made, row.source, row.sourceId, row.conversationId, actor.id, actor.name],
  );
}

export async function deleteOrigin(app: App, madeId: string): Promise<void> {
  await app.db.query('delete from contribution_origins where made_id = $1', [madeId]);
}

export async function selectOrigin(app: App, madeId: string): Promise<OriginRow | undefined> {
  const [row] = await app.db.query<OriginRow>(
    `select ${ORIGIN} from contribution_origins where made_id = $1`,
    [madeId],
  );
  return row;
}

/** What was made of something. */
export async function selectMade(app: App, source: SourceKind, sourceId: string): Promise<OriginRow[]> {
  return app.db.query<OriginRow>(
    `select ${ORIGIN} from contribution_origins where source = $1 and source_id = $2 order by made`,
    [source, sourceId],
  );
}

/** Thread → article, of all threads that became one. */
export async function selectGrown(app: App): Promise<{ threadId: string; articleId: string }[]> {
  return app.db.query(
    `select source_id as "threadId", made_id as "articleId" from contribution_origins where made = 'article' and source = 'thread'`,
  );
}
