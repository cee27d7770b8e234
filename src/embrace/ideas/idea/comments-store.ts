import type { App } from '#platform/app/index.ts';

export interface CommentRow {
  id: string;
  ideaId: string;
  authorId: string | null;
  authorName: string;
  markdown: string;
  html: string;
  createdAt: Date;
  deletedAt: Date | null;
  deletedReason: string | null;
  isHeld: boolean;
}

const COMMENT = `c.id, c.idea_id as "ideaId", c.author_id as "authorId", c.author_name as "authorName", c.markdown, c.html, c.created_at as "createdAt",
  c.deleted_at as "deletedAt", c.deleted_reason as "deletedReason", c.is_held as "isHeld"`;

export async function insertComment(
  app: App,
  row: Pick<CommentRow, 'id' | 'ideaId' | 'authorId' | 'authorName' | 'markdown' | 'html' | 'isHeld'> & {
    formId: string | null;
    key: string | null;
    at: Date | null;
  },
): Promise<void> {
  await app.db.query(
    `insert into idea_comments (id, idea_id, author_id, author_name, markdown, html, form_id, key, created_at, is_held, deleted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, now()), $10, case when $10 then now() end)`,
    [
      row.id,
      row.ideaId,
      row.authorId,
      row.authorName,
      row.markdown,
      row.html,
      row.formId,
      row.key,
      row.at,
      row.isHeld,
    ],
  );
}

export async function selectCommentsById(app: App, ids: readonly string[]): Promise<CommentRow[]> {
  return app.db.query<CommentRow>(`select ${COMMENT} from idea_comments c where c.id = any($1)`, [ids]);
}

export async function selectComment(app: App, id: string): Promise<CommentRow | undefined> {
  return (await selectCommentsById(app, [id]))[0];
}

export async function selectMadeComment(
  app: App,
  made: { key: string } | { authorId: string; formId: string },
): Promise<CommentRow | undefined> {
  const [row] =
    'key' in made
      ? await app.db.query<CommentRow>(`select ${COMMENT} from idea_comments c where c.key = $1`, [made.key])
      : await app.db.query<CommentRow>(
          `select ${COMMENT} from idea_comments c where c.author_id = $1 and c.form_id = $2`,
          [made.authorId, made.formId],
        );
  return row;
}

/** Comments of an idea and of those merged into it, oldest first. */
export async function selectComments(app: App, rootId: string, limit: number): Promise<CommentRow[]> {
  return app.db.query<CommentRow>(
    `select ${COMMENT} from idea_comments c join ideas i on i.id = c.idea_id where i.root_id = $1 order by c.created_at, c.id limit $2`,
    [rootId, limit],
  );
}

export async function updateCommentDeleted(
  app: App,
  id: string,
  deleted: { by: string; reason: string; isHeld: boolean } | null,
): Promise<void> {
  await app.db.query(
    `update idea_comments set deleted_at = case when $2::text is null then null else now() end, deleted_by = $2, deleted_reason = $3,
       is_held = $4 where id = $1`,
    [id, deleted?.by ?? null, deleted?.reason ?? null, deleted?.isHeld ?? false],
  );
}
