import { useQuery } from '@tanstack/react-query';
import { Equal, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { Callout } from '../../components/callout.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { PostCard } from '../posts/post-card.tsx';
import { DifferenceBars } from './difference-bars.tsx';
import { outlookWords } from './expected-view.tsx';
import { topicQueries } from './queries.ts';
import type { TopicDifference } from './types.ts';
import { useDebounced } from '../../components/use-debounced.ts';

const DAYS = 30;

/** What saving would change: posts that come, go and stay, before anything is saved. */
export function DifferencePanel({ topicId, query }: { topicId: string; query: string }) {
  const settled = useDebounced(query, 350);
  const { data, error, isFetching, refetch } = useQuery(topicQueries.difference(topicId, settled, DAYS));
  return (
    <Section
      title={t('topics.difference.title')}
      text={t('topics.difference.text', { days: tn('topics.days', DAYS) })}
    >
      {error !== null && data === undefined ? (
        <ErrorState error={error} isSmall onRetry={() => void refetch()} />
      ) : data === undefined || !data.valid ? (
        <SkeletonRows count={2} label={t('common.loading')} />
      ) : (
        <div className="preview" aria-busy={isFetching || settled !== query}>
          <Counts difference={data} />
          {!data.isComplete && (
            <Callout>{t('topics.difference.cut', { examined: shortNumber(data.examined) })}</Callout>
          )}
          {data.gained + data.lost > 0 && (
            <>
              <DifferenceBars days={data.perDay} />
              <Posts difference={data} />
            </>
          )}
        </div>
      )}
    </Section>
  );
}

function Counts({ difference }: { difference: TopicDifference }) {
  const { gained, lost, kept, expectedBefore, expectedAfter } = difference;
  return (
    <div role="status">
      <ul className="difference-counts">
        <li className="difference-gained">
          <Plus size={16} aria-hidden />
          <strong className="figures">{shortNumber(gained)}</strong> {t('topics.difference.gained')}
        </li>
        <li className="difference-lost">
          <Minus size={16} aria-hidden />
          <strong className="figures">{shortNumber(lost)}</strong> {t('topics.difference.lost')}
        </li>
        <li className="muted">
          <Equal size={16} aria-hidden />
          <strong className="figures">{shortNumber(kept)}</strong> {t('topics.difference.kept')}
        </li>
      </ul>
      {expectedBefore !== null && expectedAfter !== null && (
        <p className="muted">
          {t('topics.difference.expected', {
            before: outlookWords(expectedBefore),
            after: outlookWords(expectedAfter),
          })}
        </p>
      )}
    </div>
  );
}

function Posts({ difference }: { difference: TopicDifference }) {
  const [chosen, setChosen] = useState<'gained' | 'lost' | null>(null);
  const shown = chosen ?? (difference.lost > 0 && difference.gained === 0 ? 'lost' : 'gained');
  const lists = { gained: difference.latestGained, lost: difference.latestLost };
  return (
    <Tabs
      label={t('topics.difference.title')}
      value={shown}
      onChange={(value) => setChosen(value === 'lost' ? 'lost' : 'gained')}
      tabs={(['gained', 'lost'] as const).map((fate) => ({
        value: fate,
        label: t(`topics.difference.tab.${fate}`, { count: shortNumber(difference[fate]) }),
        content:
          lists[fate].length === 0 ? (
            <p className="muted">{t(`topics.difference.none.${fate}`)}</p>
          ) : (
            <ul className="preview-posts">
              {lists[fate].map((post) => (
                <li key={post.id}>
                  <PostCard post={post} />
                </li>
              ))}
            </ul>
          ),
      }))}
    />
  );
}
