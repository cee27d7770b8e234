import { languageName } from '#lib/names/index.ts';
import type { FactDefinition, Facts } from '#lib/conditions/index.ts';
import { readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import { placeParts, readSaidLabels, type SaidLabel } from '#listen/understanding/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import type { FactSource } from './sources.ts';

const POST = 'The post';
const MEANT = 'What is meant';
/** Newest posts of the customer whose words are looked at. */
const WORDS_OF = 5;
const LONGEST = 20_000;
const SAID = [
  'complaint',
  'question',
  'suggestion',
  'praise',
  'purchase',
  'spam',
  'offensive',
  'needs reply',
];
const LANGUAGES = 'en de fr es it pt nl pl sv da no fi cs tr uk ru ar he fa hi ja ko zh'.split(' ');

/** What the customer wrote, and what is understood of it. */
export const saidFacts: FactSource = {
  name: 'said',
  define: async () => definitions,
  async read(app, conversations) {
    const idsOf = (row: Conversation) => [...new Set([...row.postIds.slice(-WORDS_OF), row.lastPostId])];
    const [posts, said] = await Promise.all([
      readStoredPosts(app, conversations.flatMap(idsOf)),
      readSaidLabels(
        app,
        conversations.map((row) => row.lastPostId),
      ),
    ]);
    const byId = new Map(posts.map((post) => [post.id, post]));
    return new Map(
      conversations.map((row) => {
        const own = idsOf(row).flatMap((id) => byId.get(id) ?? []);
        const last = byId.get(row.lastPostId);
        return [
          row.id,
          {
            channel: row.network,
            addressed: isToUs(row, own),
            ...ofPosts(own, last),
            ...ofLabels(said.get(row.lastPostId), last),
          },
        ];
      }),
    );
  },
};

const definitions: readonly FactDefinition[] = [
  { name: 'channel', type: 'choice', label: 'channel', group: POST, isOpen: true },
  { name: 'words', type: 'words', label: 'the words', group: POST },
  { name: 'kind', type: 'choice', label: 'kind of post', group: POST, isOpen: true },
  { name: 'addressed', type: 'yes-no', label: 'addressed to us', group: POST },
  { name: 'media', type: 'yes-no', label: 'has a picture or video', group: POST },
  { name: 'author', type: 'text', label: 'handle', group: 'The customer' },
  {
    name: 'language',
    type: 'choice',
    label: 'language',
    group: MEANT,
    isOpen: true,
    values: LANGUAGES.map((value) => ({ value, label: languageName(value) })),
  },
  {
    name: 'says',
    type: 'list',
    label: 'the post',
    group: MEANT,
    values: SAID.map((value) => ({ value, label: value })),
  },
  {
    name: 'urgency',
    type: 'number',
    label: 'urgency (0 to 3)',
    group: MEANT,
  },
  {
    name: 'sentiment',
    type: 'choice',
    label: 'sentiment',
    group: MEANT,
    values: ['negative', 'neutral', 'positive', 'mixed'].map((value) => ({ value, label: value })),
  },
  { name: 'intent', type: 'choice', label: 'intent', group: MEANT, isOpen: true },
  { name: 'country', type: 'choice', label: 'country', group: MEANT, isOpen: true },
];

/** Whether the customer speaks to us: by name, or to nobody else. */
function isToUs({ writtenTo }: Conversation, posts: readonly StoredPost[]): boolean {
  return writtenTo !== null || posts.some(({ isPrivate }) => isPrivate);
}

function ofPosts(posts: readonly StoredPost[], last: StoredPost | undefined): Facts {
  const words = posts.map(({ title, text }) => (title ? `${title}\n${text}` : text)).join('\n\n');
  return {
    words: words.slice(0, LONGEST),
    kind: last?.kind ?? null,
    author: last?.author.handle ?? null,
    media: posts.some((post) => post.media.length > 0),
  };
}

function ofLabels(labels: readonly SaidLabel[] | undefined, last: StoredPost | undefined): Facts {
  const stated = last?.langs[0]?.split('-')[0]?.toLowerCase() ?? null;
  if (!labels) return { language: stated };
  const value = (key: string) => {
    const found = labels.find((label) => label.key === key)?.value;
    return found === undefined || found === 'unknown' || found === 'none' ? null : found;
  };
  const isYes = (key: string) => value(key) === 'yes';
  return {
    language: value('language') ?? stated,
    sentiment: value('sentiment'),
    urgency: Number(value('urgency') ?? 0),
    intent: value('intent'),
    country: placeParts(value('place') ?? 'none')?.country ?? null,
    says: SAID.filter((name) => isYes(name === 'needs reply' ? 'needsReply' : name)),
  };
}
