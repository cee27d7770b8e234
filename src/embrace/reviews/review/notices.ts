import type { Actor, App } from '#platform/app/index.ts';
import { type NoticeKind, tell } from '#embrace/notifications/index.ts';
import { type RemovalReason, reviewPath } from '../domain.ts';
import type { ProductRow } from '../product/products.ts';
import { wordsIn } from '../words/index.ts';
import { selectReplies } from './replies-store.ts';
import type { ReviewRow } from './store.ts';

const reasonIn = (language: string, data: Readonly<Record<string, unknown>>): string =>
  wordsIn(language).reasons[data['reason'] as RemovalReason];

/** The company's answers as they are now. */
async function texts(app: App, _memberId: string, items: readonly string[]): Promise<Map<string, string>> {
  const replies = await selectReplies(app, items);
  return new Map([...replies].map(([id, { markdown }]) => [id, markdown]));
}

/** What members are told of their reviews: provide it for `noticeKindsPort`. */
export const reviewKinds: readonly NoticeKind[] = [
  {
    kind: 'review.reply',
    words: {
      en: {
        label: 'When the company answers a review of mine',
        line: ({ title }) => `Your review of ${title} was answered`,
      },
      de: {
        label: 'Wenn das Unternehmen auf eine Bewertung von mir antwortet',
        line: ({ title }) => `Auf Ihre Bewertung von ${title} wurde geantwortet`,
      },
    },
    defaults: { page: true, mail: 'now' },
    texts,
  },
  {
    kind: 'review.removed',
    words: {
      en: {
        label: 'When a review of mine is removed',
        line: ({ title, data }) => `Your review of ${title} was removed because ${reasonIn('en', data)}`,
      },
      de: {
        label: 'Wenn eine Bewertung von mir entfernt wird',
        line: ({ title, data }) => `Ihre Bewertung von ${title} wurde entfernt: ${reasonIn('de', data)}`,
      },
    },
    defaults: { page: true, mail: 'off' },
  },
];

interface News {
  kind: 'review.reply' | 'review.removed';
  key: string;
  about: { id: string; item?: string };
  data?: Record<string, unknown>;
}

/** Tells the author of a review, where he is a member. */
async function tellAuthor(
  app: App,
  actor: Actor,
  { review, product }: { review: ReviewRow; product: ProductRow },
  { about, ...news }: News,
): Promise<void> {
  if (review.memberId === null) return;
  await tell(app, {
    ...news,
    to: [review.memberId],
    about: { title: product.name, path: reviewPath(product, review.id), ...about },
    by: { id: null, name: actor.name },
  });
}

export const tellReplied = (app: App, actor: Actor, review: ReviewRow, product: ProductRow): Promise<void> =>
  tellAuthor(
    app,
    actor,
    { review, product },
    {
      kind: 'review.reply',
      key: `review.reply:${review.id}`,
      about: { id: review.id, item: review.id },
    },
  );

export const tellRemoved = (app: App, actor: Actor, review: ReviewRow, product: ProductRow): Promise<void> =>
  tellAuthor(
    app,
    actor,
    { review, product },
    {
      kind: 'review.removed',
      key: `review.removed:${review.id}:${review.version}`,
      about: { id: product.id },
      data: { reason: review.removedReason },
    },
  );
