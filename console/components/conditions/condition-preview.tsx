import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Condition } from '#lib/conditions/index.ts';
import type { PreviewView } from '#respond/conditions/schema.ts';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { ErrorState } from '../error-state.tsx';
import { Select } from '../field.tsx';
import { LookedAt } from '../looked-at.tsx';
import { SkeletonRows } from '../progress.tsx';
import { Time } from '../time.tsx';
import { conditionQueries } from './queries.ts';

const PAUSE_MS = 350;

/** “Matches 41 of the last 1,000 conversations”, while the condition is written; with examples and their reasons. */
export function ConditionPreview({ condition }: { condition: Condition }) {
  const [over, setOver] = useState<'newest' | 'week'>('newest');
  const [asked, setAsked] = useState(condition);
  const wanted = JSON.stringify(condition);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(JSON.parse(wanted) as Condition), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const found = useQuery(conditionQueries.preview(asked, over));
  return (
    <div className="condition-preview" aria-live="polite">
      <Select
        aria-label={t('conditions.over')}
        value={over}
        choices={[
          { value: 'newest', label: t('conditions.over.newest') },
          { value: 'week', label: t('conditions.over.week') },
        ]}
        onChange={(event) => setOver(event.target.value as 'newest' | 'week')}
      />
      {found.isError ? (
        <ErrorState error={found.error} isSmall onRetry={() => void found.refetch()} />
      ) : found.isPending ? (
        <SkeletonRows count={2} label={t('conditions.preview.loading')} />
      ) : (
        <Found found={found.data} over={over} />
      )}
    </div>
  );
}

function Found({ found, over }: { found: PreviewView; over: 'newest' | 'week' }) {
  if (found.problems.length > 0)
    return (
      <ul className="condition-problems">
        {found.problems.slice(0, 4).map(({ path, message }) => (
          <li key={path + message}>
            <CircleAlert size={14} aria-hidden />
            {message}
          </li>
        ))}
      </ul>
    );
  const counts = { matched: shortNumber(found.matched), checked: shortNumber(found.checked) };
  return (
    <>
      <p>
        <strong>
          {t(over === 'week' ? 'conditions.matches.week' : 'conditions.matches.newest', counts)}
        </strong>
      </p>
      <LookedAt share={found.share} />
      <p className="muted">{found.text}</p>
      {over === 'week' && <Days days={found.days} />}
      <ul className="list" aria-label={t('conditions.examples')}>
        {found.examples.map(({ conversationId, excerpt, at, because }) => (
          <li key={conversationId} className="condition-example">
            <Link to="/inbox/{-$conversationId}" params={{ conversationId }} className="ellipsis">
              {excerpt === '' ? t('conditions.noWords') : excerpt}
            </Link>
            <Time at={at} className="faint" />
            {because.some((reason) => reason !== found.text) && (
              <p className="muted">{because.join(' · ')}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Matches by day, as bars with their numbers. */
function Days({ days }: { days: PreviewView['days'] }) {
  const most = Math.max(1, ...days.map(({ matched }) => matched));
  return (
    <table className="condition-days">
      <caption className="visually-hidden">{t('conditions.days')}</caption>
      <tbody>
        {days.map(({ day, matched, checked }) => (
          <tr key={day}>
            <th scope="row">{day.slice(5)}</th>
            <td>
              <span className="condition-bar" style={{ width: `${(matched / most) * 100}%` }} />
            </td>
            <td className="figures">
              {t('conditions.ofDay', { matched: shortNumber(matched), checked: shortNumber(checked) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
