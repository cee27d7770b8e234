import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { WeightsPreview } from '#respond/priority/schema.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { LookedAt } from '../../components/looked-at.tsx';
import { shortNumber } from '../../format/number.ts';
import { shortSpan } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import { priorityQueries, type Weights } from './queries.ts';

const PAUSE_MS = 350;

/** Who would have waited longer or shorter last week by these weights. */
export function WeightsEffect({ weights }: { weights: Weights }) {
  const [asked, setAsked] = useState(weights);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(weights), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [weights]);
  const found = useQuery(priorityQueries.preview(asked));
  if (found.isError) return <ErrorState error={found.error} isSmall onRetry={() => void found.refetch()} />;
  if (found.isPending) return <SkeletonRows count={3} label={t('priority.effect.loading')} />;
  return <Effect effect={found.data} />;
}

function Effect({ effect }: { effect: WeightsPreview }) {
  const { conversations, answers, longer, shorter, medianBefore, medianAfter, spearman, kendall } = effect;
  const share = (value: number | null) => (value === null ? '–' : value.toFixed(2));
  return (
    <div className="stack" aria-live="polite">
      <p>
        {t('priority.effect.sum', {
          conversations: shortNumber(conversations),
          answers: shortNumber(answers),
          longer: shortNumber(longer),
          shorter: shortNumber(shorter),
        })}
      </p>
      <LookedAt share={effect.share} />
      <dl className="effect-figures">
        <dt>{t('priority.effect.median')}</dt>
        <dd className="figures">
          {span(medianBefore)} → {span(medianAfter)}
        </dd>
        <dt>{t('priority.effect.spearman')}</dt>
        <dd className="figures">{share(spearman)}</dd>
        <dt>{t('priority.effect.kendall')}</dt>
        <dd className="figures">{share(kendall)}</dd>
      </dl>
      <Affected title={tn('priority.effect.longest', longer)} rows={effect.longest} />
      <Affected title={tn('priority.effect.shortest', shorter)} rows={effect.shortest} />
    </div>
  );
}

function Affected({ title, rows }: { title: string; rows: WeightsPreview['longest'] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className="effect-title">{title}</h3>
      <ul className="list">
        {rows.map(({ conversationId, excerpt, before, after }) => (
          <li key={conversationId} className="effect-row">
            <Link to="/inbox/{-$conversationId}" params={{ conversationId }} className="grow ellipsis">
              {excerpt === '' ? t('conditions.noWords') : excerpt}
            </Link>
            <span className="figures">
              {span(before)} → {span(after)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function span(minutes: number | null): string {
  return minutes === null ? '–' : shortSpan(minutes * 60_000);
}
