import type { App } from '#platform/app/index.ts';

export interface WaitingQuestion {
  threadId: string;
  postId: string;
  title: string;
  askedAt: Date;
}

export interface AskedQuestions {
  categoryId: string;
  since: Date;
  /** This one only. */
  threadId?: string;
  /** Those after this thread. */
  after?: string;
  limit?: number;
}

/**
 * Questions of members in a category, asked since a moment, to which nobody but who asked has written anything that can be read, in the order of their ids.
 */
export function selectUnanswered(
  app: App,
  { categoryId, since, threadId, after, limit = 500 }: AskedQuestions,
): Promise<WaitingQuestion[]> {
  return app.db.query<WaitingQuestion>(
    `select t.id as "threadId", p.id as "postId", t.title, t.created_at as "askedAt" from forum_threads t
       join forum_posts p on p.thread_id = t.id and p.number = 1 and p.deleted_at is null
      where t.category_id = $1 and t.created_at >= $2 and ($3::text is null or t.id = $3) and t.kind = 'question' and t.author_id is not null
        and t.deleted_at is null and t.closed_at is null and t.answers = 0 and t.solved_elsewhere is null and not t.is_answered
        and t.id > $4
      order by t.id limit $5`,
    [categoryId, since, threadId ?? null, after ?? '', limit],
  );
}

/** Of some members those who asked the question, or said that they have the same problem. */
export async function selectHavingProblem(
  app: App,
  threadId: string,
  among: readonly string[],
): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    `select m.id from unnest($2::text[]) as m(id) join forum_posts p on p.thread_id = $1 and p.number = 1
      where p.author_id = m.id or exists (select from forum_reactions r where r.post_id = p.id and r.member_id = m.id and r.kind = 'same')`,
    [threadId, among],
  );
  return new Set(rows.map(({ id }) => id));
}
