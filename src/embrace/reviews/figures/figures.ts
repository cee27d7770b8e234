import type { App } from '#platform/app/index.ts';
import { ratingOf } from '../domain.ts';
import { starsOf } from '../review/present.ts';
import type { FiguresView } from '../schema.ts';
import { selectAsked, selectCounts, selectHiddenOfAll, selectWeeks } from './store.ts';
import { hiddenOf } from '../review/present.ts';

const WEEKS = 12;

/** How many reviews there are, how they are, and how many were asked for and answered. The sample's are among them. */
export async function readFigures(app: App): Promise<FiguresView> {
  const [counts, asked, hidden, weeks] = await Promise.all([
    selectCounts(app),
    selectAsked(app),
    selectHiddenOfAll(app),
    selectWeeks(app, WEEKS),
  ]);
  const { count: reviews, average } = ratingOf(counts.stars);
  const { products, verified, disclosed, withPhotos, answered, answerHours } = counts;
  return {
    products,
    reviews,
    average,
    stars: starsOf(counts.stars),
    verified,
    disclosed,
    withPhotos,
    answered,
    answerHours,
    hidden: hiddenOf(hidden),
    ...asked,
    weeks: weeks.map((one) => ({ ...one, week: one.week.toISOString().slice(0, 10) })),
  };
}
