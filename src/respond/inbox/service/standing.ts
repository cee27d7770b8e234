import type { App } from '#platform/app/index.ts';
import { addressedAccounts, ownAccountsPort } from '#listen/intake/index.ts';
import { readStoredPosts, topicLabelsPort } from '#listen/posts/index.ts';
import { readCorrections } from '#listen/understanding/index.ts';
import type { Conversation, SaidPost } from '../domain/conversation.ts';

/** Newest posts of a conversation that are looked at again when others change or go. */
const MOST = 50;

/** What is left of conversations without the posts that go: answers their newest posts, oldest first. */
export async function readStanding(
  app: App,
  rows: readonly Conversation[],
  gone: ReadonlySet<string> = new Set(),
): Promise<(row: Conversation) => SaidPost[]> {
  const own = app.find(ownAccountsPort);
  const idsOf = (row: Conversation) => row.postIds.filter((id) => !gone.has(id)).slice(-MOST);
  const ids = rows.flatMap(idsOf);
  const corrections = await readCorrections(app, ids);
  const posts = new Map(
    (await readStoredPosts(app, ids)).map((post) => [
      post.id,
      {
        ...post,
        corrections: corrections.get(post.id),
        addresses: addressedAccounts(post, own?.externalIds(post.network) ?? new Set()),
      },
    ]),
  );
  return (row) => idsOf(row).flatMap((id) => posts.get(id) ?? []);
}

/** Kinds of the topics that a post belongs to. */
export function kindsIn(app: App): (post: Pick<SaidPost, 'topics'>) => string[] {
  const labels = app.find(topicLabelsPort);
  return (post) => post.topics.flatMap((topic) => labels?.find?.(topic.topicId)?.kind ?? []);
}
