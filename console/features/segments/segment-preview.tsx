import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import type { Condition } from '#lib/conditions/index.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { useDebounced } from '../../components/use-debounced.ts';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { CustomerList } from './customer-list.tsx';
import { segmentQueries } from './queries.ts';

/** How many of the newest customers would be in, who, and why, while the condition is written. */
export function SegmentPreview({ when }: { when: Condition }) {
  const settled = useDebounced(JSON.stringify(when), 350);
  const { data, isError, error, refetch } = useQuery(
    segmentQueries.preview(JSON.parse(settled) as Condition),
  );
  if (isError) return <ErrorState error={error} isSmall onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={2} label={t('segments.preview.loading')} />;
  const counts = { matched: shortNumber(data.matched), checked: shortNumber(data.checked) };
  return (
    <div className="condition-preview" aria-live="polite">
      {data.problems.length > 0 ? (
        <ul className="condition-problems">
          {data.problems.slice(0, 4).map(({ path, message }) => (
            <li key={path + message}>
              <CircleAlert size={14} aria-hidden />
              {message}
            </li>
          ))}
        </ul>
      ) : (
        <>
          <p>
            <strong>{t(data.isAll ? 'segments.preview.all' : 'segments.preview.newest', counts)}</strong>
          </p>
          <p className="muted">{data.text}</p>
          <CustomerList customers={data.examples} label={t('segments.preview.examples')} />
        </>
      )}
    </div>
  );
}
