import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Condition } from '#lib/conditions/index.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { approvalQueries } from './queries.ts';
import type { TrialView } from './types.ts';

const PAUSE_MS = 400;

/** “Would have let 23 of 210 replies wait”, while the policy is written. */
export function Trial({ condition, policyId }: { condition: Condition; policyId: string | undefined }) {
  const wanted = JSON.stringify(condition);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const when = JSON.parse(asked) as Condition;
  const trial = useQuery(approvalQueries.trial({ condition: { version: 1, when }, id: policyId }));
  if (trial.isError) return <ErrorState error={trial.error} isSmall onRetry={() => void trial.refetch()} />;
  if (trial.isPending) return <SkeletonRows count={2} label={t('common.loading')} />;
  return <Result trial={trial.data} />;
}

function Result({ trial }: { trial: TrialView }) {
  const { matched, checked, taken, authors, examples, text } = trial;
  return (
    <div className="condition-preview" aria-live="polite">
      <p>
        <strong>{t('approvals.trial.matched', { matched, checked })}</strong>
      </p>
      <p className="muted">{text}</p>
      {taken > 0 && <p className="muted">{t('approvals.trial.taken', { count: taken })}</p>}
      {authors.length > 0 && (
        <p className="muted">{authors.map((one) => `${one.name} ${one.matched}`).join(' · ')}</p>
      )}
      <ul className="list" aria-label={t('approvals.trial.examples')}>
        {examples.map(({ replyId, conversationId, excerpt, author, at, because }) => (
          <li key={replyId} className="condition-example">
            <Link to="/inbox/{-$conversationId}" params={{ conversationId }} className="ellipsis">
              {author}: {excerpt}
            </Link>
            <Time at={at} className="faint" />
            {because.length > 0 && <p className="muted">{because.join(' · ')}</p>}
          </li>
        ))}
      </ul>
      {trial.isPartial && <p className="muted">{t('approvals.trial.partial')}</p>}
    </div>
  );
}
