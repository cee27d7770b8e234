import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { reviewQueries, type ReviewView } from './queries.ts';
import { starsIn } from './search.ts';

/** What a review said before, and what was done to it. */
export function HistoryDialog({ review, onClose }: { review: ReviewView; onClose(): void }) {
  const detail = useQuery(reviewQueries.detail(review.id));
  return (
    <Dialog title={t('reviews.history.title', { title: review.title })} isOpen onOpenChange={onClose}>
      <Loaded query={detail} rows={3}>
        {({ versions, removals }) => (
          <ul className="reviews-plain stack">
            {removals.map(({ reason, note, byName, at }) => (
              <li key={at}>
                <p className="muted">
                  {byName} · <Time at={at} as="exact" />
                </p>
                <p>
                  {reason === null
                    ? t('reviews.restored')
                    : t('reviews.removedBecause', { reason: t(`reviews.reason.${reason}`) })}{' '}
                  {note}
                </p>
              </li>
            ))}
            {versions.map(({ version, stars, title, markdown, at }) => (
              <li key={version}>
                <p className="muted">
                  {starsIn(stars)} · <Time at={at} as="exact" />
                </p>
                <p dir="auto">
                  <strong>{title}</strong>
                </p>
                <p className="reviews-text" dir="auto">
                  {markdown}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Dialog>
  );
}
