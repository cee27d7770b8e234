import assert from 'node:assert/strict';
import { type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { openGates } from '../../moderation/testing/open-gates.ts';
import { createTestApp } from '../../../../test/helpers/app.ts';
import { type Doer, memberDoer, staffDoer } from '../doer.ts';
import { categoryInput } from '../schema.ts';
import { type CategoryRow, saveCategory } from '../talk/categories.ts';
import { addPost } from '../talk/posts.ts';
import { type PostRow, selectNumbers } from '../talk/posts-store.ts';
import { selectThread, type ThreadRow } from '../talk/store.ts';
import { startThread, type ThreadInput } from '../talk/threads.ts';

export const talker = (number: number): Doer =>
  memberDoer({ id: `mem_${number}`, displayName: `Member ${number}` });
export const colleague = (number = 1): Doer =>
  staffDoer({ ...systemActor, kind: 'user', id: `user_${number}`, name: `Colleague ${number}` });

export const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

/** What some did at the same time: how many came through. Every other one was refused for one of these reasons. */
export function through(results: readonly PromiseSettledResult<unknown>[], ...codes: string[]): number {
  for (const result of results)
    if (result.status === 'rejected')
      assert.ok(
        codes.some((code) => refused(code)(result.reason)),
        String(result.reason),
      );
  return results.filter(({ status }) => status === 'fulfilled').length;
}

/** What the rows say, counted one by one, where it is not what was counted along the way. */
export async function miscounted(app: App): Promise<unknown[]> {
  return app.db.query(
    `select t.id, 'thread' as what from forum_threads t
      where t.posts <> (select count(*) from forum_posts p where p.thread_id = t.id and p.deleted_at is null)
        or t.reactions <> (select count(*) from forum_reactions r join forum_posts p on p.id = r.post_id where p.thread_id = t.id)
        or t.answers <> (select count(*) from forum_posts p where p.thread_id = t.id and p.deleted_at is null and p.accepted_at is not null)
        or t.last_number < (select coalesce(max(number), 0) from forum_posts p where p.thread_id = t.id)
        or t.is_answered <> exists (select from forum_posts p
          where p.thread_id = t.id and p.number > 1 and p.deleted_at is null and p.author_id is distinct from t.author_id)
     union all select p.id, 'post' from forum_posts p
      where (select coalesce(sum(value::int), 0) from jsonb_each_text(p.reactions)) <> (select count(*) from forum_reactions r where r.post_id = p.id)
     union all select c.id, 'category' from forum_categories c
      where c.threads <> (select count(*) from forum_threads t where t.category_id = c.id and t.deleted_at is null)
        or c.posts <> (select coalesce(sum(t.posts), 0) from forum_threads t where t.category_id = c.id and t.deleted_at is null)
     union all select coalesce(g.tag, u.tag), 'tag' from forum_tags g
      full join (select tag, count(*) as threads from forum_threads t, unnest(t.tags) as tag where t.deleted_at is null group by tag) u on u.tag = g.tag
      where coalesce(g.threads, 0) <> coalesce(u.threads, 0)`,
  );
}

export interface Talk {
  app: App;
  close(): Promise<void>;
  category(name: string, rules?: object): Promise<CategoryRow>;
  ask(input?: Partial<ThreadInput>, by?: Doer): Promise<ThreadRow>;
  answer(threadId: string, by?: Doer, markdown?: string): Promise<PostRow>;
  thread(id: string): Promise<ThreadRow>;
  posts(id: string): Promise<PostRow[]>;
}

/** Threads without pages, asked by member 1 and answered by member 2. */
export async function openTalk(): Promise<Talk> {
  const { app, close } = await createTestApp();
  await openGates(app);
  const category: Talk['category'] = (name, rules = {}) =>
    saveCategory(app, systemActor, categoryInput.parse({ name, ...rules }));
  const help = await category('Help');
  return {
    app,
    close,
    category,
    async ask(input = {}, by = talker(1)) {
      const usual = {
        categoryId: help.id,
        kind: 'question',
        title: 'How?',
        markdown: 'It blinks.',
        tags: [],
      };
      return (await startThread(app, by, { ...usual, ...input } as ThreadInput)).thread;
    },
    async answer(threadId, by = talker(2), markdown = 'Hold the button.') {
      return (await addPost(app, by, threadId, { markdown, replyTo: null })).post;
    },
    thread: async (id) => (await selectThread(app, id))!,
    posts: (id) => selectNumbers(app, id, { first: 1, last: 10_000 }),
  };
}
