import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { AuthorOf, Followed, FollowedLabel } from './domain.ts';

/** What people said of these authors' posts. */
export async function selectFollowed(app: App, authors: readonly AuthorOf[]): Promise<Followed[]> {
  if (authors.length === 0) return [];
  return app.db.query<Followed>(
    `select network, author, label, shown, value, profile from author_labels
       where (network, author) in (select * from unnest($1::text[], $2::text[]))`,
    [textArray(authors.map(({ network }) => network)), textArray(authors.map(({ author }) => author))],
  );
}

/** The latest word about what the model says of an author counts. */
export async function putFollowed(app: App, followed: Followed, postId: string): Promise<void> {
  const { network, author, label, shown, value, profile } = followed;
  await app.db.query(
    `insert into author_labels (network, author, label, shown, value, profile, post_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (network, author, label, shown) do update set value = excluded.value, profile = excluded.profile,
       post_id = excluded.post_id, at = now()`,
    [network, author, label, shown, value, profile, postId],
  );
}

/** Nothing leads from or to this value any more. */
export async function deleteFollowed(
  app: App,
  { network, author }: AuthorOf,
  label: FollowedLabel,
  { shown, value }: { readonly shown?: string; readonly value?: string },
): Promise<void> {
  await app.db.query(
    'delete from author_labels where network = $1 and author = $2 and label = $3 and (shown = $4 or value = $5)',
    [network, author, label, shown ?? null, value ?? null],
  );
}

export async function deleteFollowedOfPosts(
  app: App,
  postIds: readonly string[],
  label?: FollowedLabel,
): Promise<void> {
  await app.db.query(
    'delete from author_labels where post_id = any($1) and ($2::text is null or label = $2)',
    [textArray(postIds), label ?? null],
  );
}
