import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../components/loaded.tsx';
import { Table } from '../../components/table.tsx';
import { t, tn } from '../../i18n/index.ts';
import { type FiguresView, reviewQueries } from './queries.ts';
import { percentOf } from './search.ts';

const STARS = [5, 4, 3, 2, 1] as const;

/** How many reviews there are, how they are, and how many were asked for and answered. */
export function FiguresPanel() {
  const figures = useQuery(reviewQueries.figures());
  return (
    <Loaded query={figures} rows={6}>
      {(known) => (
        <div className="stack">
          <Table
            label={t('reviews.figures.all')}
            columns={[t('reviews.figures.what'), t('reviews.figures.count'), t('reviews.figures.share')]}
            rows={rowsOf(known)}
          />
          <Table
            label={t('reviews.figures.weeks')}
            columns={[t('reviews.figures.week'), t('reviews.figures.count'), t('reviews.figures.average')]}
            rows={known.weeks.map(({ week, count, average }) => ({
              key: week,
              cells: [week, count, average === null ? '–' : average.toFixed(2)],
            }))}
          />
        </div>
      )}
    </Loaded>
  );
}

function rowsOf(known: FiguresView) {
  const share = (part: number, whole: number) => {
    const percent = percentOf(part, whole);
    return percent === null ? '–' : `${percent} %`;
  };
  const row = (key: string, name: string, count: number, whole?: number) => ({
    key,
    cells: [name, count, whole === undefined ? '' : share(count, whole)],
  });
  const { reviews, average, answerHours } = known;
  const rated = average === null ? '' : ` · ★ ${average.toFixed(2)}`;
  const soon = answerHours === null ? '' : ` · ${tn('reviews.figures.hours', Math.round(answerHours))}`;
  return [
    row('products', t('reviews.figures.products'), known.products),
    row('reviews', `${t('reviews.figures.reviews')}${rated}`, reviews),
    ...STARS.map((stars) => row(`stars-${stars}`, tn('reviews.stars', stars), known.stars[stars], reviews)),
    row('verified', t('reviews.verified'), known.verified, reviews),
    row('disclosed', t('reviews.figures.disclosed'), known.disclosed, reviews),
    row('photos', t('reviews.figures.photos'), known.withPhotos, reviews),
    row('answered', `${t('reviews.figures.answered')}${soon}`, known.answered, reviews),
    row('waiting', t('reviews.state.held'), known.hidden.waiting),
    ...known.hidden.removed.map(({ reason, count }) =>
      row(`removed-${reason}`, t('reviews.removedBecause', { reason: t(`reviews.reason.${reason}`) }), count),
    ),
    row('asked', t('reviews.figures.asked'), known.asked),
    row('after', t('reviews.figures.after'), known.reviewedAfter, known.asked),
  ];
}
