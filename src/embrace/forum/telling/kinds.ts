import type { App } from '#platform/app/index.ts';
import type { NoticeKind } from '#embrace/notifications/index.ts';
import { findPosts, findThreads } from '../talk/read.ts';
import { editedKind } from './edited.ts';
import { groupKinds } from './groups.ts';

/** Words of posts that a member may read, as they are now. */
async function texts(app: App, memberId: string, items: readonly string[]): Promise<Map<string, string>> {
  const posts = (await findPosts(app, items)).filter(({ deletedAt }) => deletedAt === null);
  const ids = posts.map(({ threadId }) => threadId);
  const threads = await findThreads(app, { memberId, isStaff: false }, ids);
  return new Map(
    posts.filter(({ threadId }) => threads.has(threadId)).map((post) => [post.id, post.markdown]),
  );
}

/** What the forum tells members of, in the order of their settings. Only answers to oneself are mailed unasked. */
export const forumKinds: readonly NoticeKind[] = [
  {
    kind: 'forum.reply',
    words: {
      en: { label: 'Answers to what I wrote', line: ({ by, title }) => `${by} answered “${title}”` },
      de: { label: 'Antworten auf meine Beiträge', line: ({ by, title }) => `${by}: Antwort zu „${title}“` },
    },
    defaults: { page: true, mail: 'now' },
    texts,
  },
  {
    kind: 'forum.quote',
    words: {
      en: { label: 'When somebody quotes me', line: ({ by, title }) => `${by} quoted you in “${title}”` },
      de: { label: 'Wenn mich jemand zitiert', line: ({ by, title }) => `${by} zitiert Sie in „${title}“` },
    },
    defaults: { page: true, mail: 'off' },
    texts,
  },
  {
    kind: 'forum.mention',
    words: {
      en: {
        label: 'When somebody mentions me',
        line: ({ by, title }) => `${by} mentioned you in “${title}”`,
      },
      de: { label: 'Wenn mich jemand erwähnt', line: ({ by, title }) => `${by} erwähnt Sie in „${title}“` },
    },
    defaults: { page: true, mail: 'off' },
    texts,
  },
  {
    kind: 'forum.accepted',
    words: {
      en: { label: 'When my answer is accepted', line: ({ title }) => `Your answer solved “${title}”` },
      de: {
        label: 'Wenn meine Antwort angenommen wird',
        line: ({ title }) => `Ihre Antwort hat „${title}“ gelöst`,
      },
    },
    defaults: { page: true, mail: 'off' },
  },
  {
    kind: 'forum.solved',
    words: {
      en: {
        label: 'When a problem that I have or follow is solved',
        line: ({ title }) => `“${title}” is solved`,
      },
      de: {
        label: 'Wenn ein Problem gelöst ist, das ich habe oder dem ich folge',
        line: ({ title }) => `„${title}“ ist gelöst`,
      },
    },
    defaults: { page: true, mail: 'off' },
    texts,
  },
  {
    kind: 'forum.reaction',
    words: {
      en: {
        label: 'Thanks and other reactions',
        line: ({ by, title }) => `${by} liked what you wrote in “${title}”`,
      },
      de: {
        label: 'Dank und andere Reaktionen',
        line: ({ by, title }) => `${by}: Reaktion auf Ihren Beitrag in „${title}“`,
      },
    },
    defaults: { page: true, mail: 'off' },
  },
  editedKind,
  {
    kind: 'forum.followed',
    words: {
      en: { label: 'News in threads that I follow', line: ({ by, title }) => `${by} wrote in “${title}”` },
      de: {
        label: 'Neues in Themen, denen ich folge',
        line: ({ by, title }) => `${by}: neuer Beitrag in „${title}“`,
      },
    },
    defaults: { page: true, mail: 'off' },
    texts,
  },
  {
    kind: 'forum.started',
    words: {
      en: {
        label: 'New threads in categories and tags that I follow',
        line: ({ by, title }) => `${by} started “${title}”`,
      },
      de: {
        label: 'Neue Themen in Bereichen und Schlagworten, denen ich folge',
        line: ({ by, title }) => `${by}: neues Thema „${title}“`,
      },
    },
    defaults: { page: true, mail: 'off' },
    texts,
  },
  {
    kind: 'forum.moderated',
    words: {
      en: {
        label: 'When something of mine is taken away or put back',
        line: ({ title, data }) =>
          data['isBack'] === true
            ? `What you wrote in “${title}” is back`
            : `What you wrote in “${title}” was taken away${reasonOf(data)}`,
      },
      de: {
        label: 'Wenn etwas von mir entfernt oder zurückgeholt wird',
        line: ({ title, data }) =>
          data['isBack'] === true
            ? `Ihr Beitrag in „${title}“ ist wieder da`
            : `Ihr Beitrag in „${title}“ wurde entfernt${reasonOf(data)}`,
      },
    },
    defaults: { page: true, mail: 'off' },
  },
  ...groupKinds,
];

function reasonOf({ reason }: Readonly<Record<string, unknown>>): string {
  return typeof reason === 'string' && reason !== '' ? `: ${reason}` : '';
}
