import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import '../../components/conditions/conditions.css';
import { ErrorState } from '../../components/error-state.tsx';
import { LookedAt } from '../../components/looked-at.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { PastEvents } from './past-events.tsx';
import { routingQueries } from './queries.ts';
import type { RuleInput } from './types.ts';

/** What rules, drafts included, would have done with last week's conversations. */
export function DryRunView({ rules }: { rules?: readonly RuleInput[] }) {
  const found = useQuery(routingQueries.dryRun(rules));
  if (found.isError) return <ErrorState error={found.error} isSmall onRetry={() => void found.refetch()} />;
  if (found.isPending) return <SkeletonRows count={2} label={t('routing.dryRun.loading')} />;
  const { checked, share, untouched, teams, examples, answered, events, untold } = found.data;
  const most = Math.max(1, ...teams.map(({ count }) => count));
  return (
    <div className="stack" aria-live="polite">
      <p>
        {t('routing.dryRun.sum', {
          checked: shortNumber(checked),
          touched: shortNumber(checked - untouched),
          untouched: shortNumber(untouched),
        })}
      </p>
      <LookedAt share={share} />
      <PastEvents events={events} untold={untold} />
      {answered > 0 && <p>{tn('routing.dryRun.answered', answered)}</p>}
      {teams.length > 0 && (
        <table className="condition-days">
          <caption className="visually-hidden">{t('routing.dryRun.teams')}</caption>
          <tbody>
            {teams.map(({ id, name, count }) => (
              <tr key={id}>
                <th scope="row" className="dry-run-team">
                  {name}
                </th>
                <td>
                  <span className="condition-bar" style={{ width: `${(count / most) * 100}%` }} />
                </td>
                <td className="figures">{shortNumber(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul className="list" aria-label={t('routing.dryRun.examples')}>
        {examples.map(({ conversationId, excerpt, reason }) => (
          <li key={conversationId} className="condition-example">
            <Link to="/inbox/{-$conversationId}" params={{ conversationId }} className="ellipsis">
              {excerpt === '' ? t('conditions.noWords') : excerpt}
            </Link>
            <p className="muted">{reason}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
