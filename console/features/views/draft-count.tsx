import { useQuery } from '@tanstack/react-query';
import type { Condition } from '#lib/conditions/index.ts';
import { conditionQueries } from '../../components/conditions/queries.ts';
import { useDebounced } from '../../components/use-debounced.ts';
import { cappedNumber, shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { countQuery, type ViewKind } from '../inbox/view-queries.ts';

interface DraftCountProps {
  kind: ViewKind;
  query: Record<string, string>;
  when: Condition;
}

/** How many the view would show now, while it is written. */
export function DraftCount({ kind, query, when }: DraftCountProps) {
  const wanted = useDebounced(JSON.stringify({ query, when }), 350);
  const asked = JSON.parse(wanted) as Pick<DraftCountProps, 'query' | 'when'>;
  // Its preview tells what is wrong with a condition; such a one is not counted.
  const tried = useQuery(conditionQueries.preview(asked.when, 'newest'));
  const isSound = tried.data?.problems.length === 0 && !tried.isPlaceholderData;
  const { data } = useQuery({ ...countQuery(kind, asked.query, asked.when), enabled: isSound });
  if (!data || !isSound) return <p className="muted view-count" aria-live="polite" />;
  const { count, isAtLeast, passed } = data;
  const isBounded = isAtLeast && count < 100;
  return (
    <p className="view-count" aria-live="polite">
      <strong>{t(`views.shows.${kind}`, { count: cappedNumber(count, isAtLeast ? count : 101) })}</strong>
      {isBounded && (
        <span className="muted"> {t('views.shows.bounded', { passed: shortNumber(passed) })}</span>
      )}
    </p>
  );
}
