import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { wordsOfHtml } from '#lib/markdown/index.ts';
import { dayIn, directionOf } from '#ui/site/index.ts';
import { photoPath, productPath, ratingOf, STARS } from '../domain.ts';
import { numberIn, writerOf } from '../pages/bits.ts';
import { askedIn, shelfOf, wishOf } from '../pages/product-pages.ts';
import type { Shelf } from '../pages/review-view.ts';
import type { ProductRow } from '../product/products.ts';
import { selectHidden } from '../product/store.ts';
import { listReviews } from '../review/find.ts';
import { hiddenOf } from '../review/present.ts';
import type { ReviewRow } from '../review/store.ts';
import { type Words, wordsIn } from '../words/index.ts';

const AT_ONCE = 10;

/** All that the widget shows, in words of the reader's language: the script itself knows none. */
export async function widgetData(
  app: App,
  product: ProductRow,
  query: Readonly<Record<string, unknown>>,
): Promise<object> {
  const language = languageIn(query['lang']);
  const say = wordsIn(language);
  const asked = askedIn(query);
  const [found, hidden] = await Promise.all([
    listReviews(app, { ...wishOf(product, asked), limit: AT_ONCE }),
    selectHidden(app, [product.id]),
  ]);
  const shelf = await shelfOf({ app, say, language }, product, found.rows);
  const { count, average } = ratingOf(product.counts);
  return {
    product: product.name,
    url: addressOf(app, productPath(product)),
    isArchived: product.isArchived,
    language,
    direction: directionOf(language),
    count,
    countText: say.reviews(count),
    average,
    averageText: average === null ? say.none : say.outOf(numberIn(average, language)),
    bars: STARS.map((stars) => {
      const n = product.counts[stars - 1]!;
      return { stars, n, label: say.share(stars, n) };
    }),
    reviews: found.rows.map((row) => reviewOf(app, row, shelf)),
    next: found.next ?? null,
    hidden: hiddenLines(hiddenOf(hidden), say),
    words: wordsOf(say, count),
  };
}

/** The widget speaks the languages of our pages; English else. */
const languageIn = (given: unknown): string =>
  typeof given === 'string' && given.toLowerCase().startsWith('de') ? 'de' : 'en';

export function hiddenLines({ waiting, removed }: ReturnType<typeof hiddenOf>, say: Words): string[] {
  return [
    ...(waiting === 0 ? [] : [say.waiting(waiting)]),
    ...removed.map(({ reason, count }) => say.removed(count, say.reasons[reason])),
  ];
}

function wordsOf(say: Words, count: number) {
  const { title, write, rating, order, sorts, verifiedOnly, photosOnly, verified, reply, older } = say;
  const none = count === 0 ? say.none : say.noneFound;
  return { title, write, rating, order, sorts, verifiedOnly, photosOnly, verified, reply, older, none };
}

function reviewOf(app: App, row: ReviewRow, { words, members, photos, replies, language }: Shelf): object {
  const { id, stars, title, verifiedBy, incentive, writtenAt, helpful } = row;
  const reply = replies.get(id);
  return {
    id,
    stars,
    starsText: words.outOf(numberIn(stars, language)),
    author: writerOf(row, members, words).name,
    title,
    text: wordsOfHtml(row.html),
    verified: verifiedBy === null ? null : words.verifiedText[verifiedBy],
    disclosure: incentive === 'none' ? null : words.incentives[incentive],
    writtenAt: writtenAt.toISOString(),
    day: dayIn(writtenAt, language),
    photos: (photos.get(id) ?? []).map((file, index) => ({
      url: addressOf(app, photoPath(file)),
      text: words.photo(index + 1, title),
    })),
    helpful: helpful === 0 ? null : words.helpful(helpful),
    reply: reply ? wordsOfHtml(reply.html) : null,
  };
}
