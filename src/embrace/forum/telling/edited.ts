import type { App } from '#platform/app/index.ts';
import { type NoticeKind, tell } from '#embrace/notifications/index.ts';
import type { Doer } from '../doer.ts';
import { COMMUNITY, mayRead } from '../domain.ts';
import type { CategoryRow } from '../talk/categories.ts';
import type { PostRow, ThreadRow } from '../talk/read.ts';

/** Where a change is read: the part of a post's history that shows what it took and what it brought. */
export const differencePath = (postId: string, revision: number): string =>
  `${COMMUNITY}/p/${postId}/history#v${revision}`;

/** The author of a post, a wiki most of the time, is told who changed it, in one line until he read it. In the ambient transaction. */
export async function tellEdited(
  app: App,
  doer: Doer,
  { thread, category, post }: { thread: ThreadRow; category: CategoryRow; post: PostRow },
): Promise<void> {
  const { id, authorId, revision } = post;
  if (authorId === null || !mayRead(category, { memberId: authorId, isStaff: false })) return;
  await tell(app, {
    to: [authorId],
    kind: 'forum.edited',
    key: `edited:${id}:${revision}`,
    about: { id: thread.id, item: id, title: thread.title, path: differencePath(id, revision) },
    by: { id: doer.memberId, name: doer.name },
    bundle: `edited:${id}`,
  });
}

export const editedKind: NoticeKind = {
  kind: 'forum.edited',
  words: {
    en: {
      label: 'When somebody else changes what I wrote, such as my wikis',
      line: ({ by, title }) => `${by} changed what you wrote in “${title}”`,
    },
    de: {
      label: 'Wenn jemand anderes meinen Beitrag ändert, etwa ein Wiki',
      line: ({ by, title }) => `${by}: Änderung an Ihrem Beitrag in „${title}“`,
    },
  },
  defaults: { page: true, mail: 'off' },
};
