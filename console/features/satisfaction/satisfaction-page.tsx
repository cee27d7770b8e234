import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { percent } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { satisfactionQueries, type SatisfactionSummary } from './queries.ts';
import { SatisfactionForm } from './satisfaction-form.tsx';
import './satisfaction.css';
import { oneDigit, stars } from './words.ts';

const DAYS = 30;

/** How satisfied customers were, and whether, where and how they are asked. */
export function SatisfactionPage() {
  const queryClient = useQueryClient();
  const mayManage = useCan()('satisfaction.manage');
  const settings = useQuery(satisfactionQueries.settings());
  const summary = useQuery(satisfactionQueries.summary(DAYS));
  useLive(
    'satisfaction.changed',
    () => void queryClient.invalidateQueries({ queryKey: ['satisfaction', 'summary'] }),
  );
  const error = settings.error ?? summary.error;
  return (
    <Page title={t('satisfaction.title')} text={t('satisfaction.text')}>
      {error ? (
        <ErrorState error={error} onRetry={() => void Promise.all([settings.refetch(), summary.refetch()])} />
      ) : settings.data === undefined || summary.data === undefined ? (
        <SkeletonRows count={4} label={t('common.loading')} />
      ) : (
        <>
          <Summary summary={summary.data} />
          <Section title={t('satisfaction.how')}>
            <WhoCan permission="satisfaction.manage" action={t('satisfaction.changing')} />
            <SatisfactionForm start={settings.data} isReadOnly={!mayManage} />
          </Section>
        </>
      )}
    </Page>
  );
}

function Summary({ summary }: { summary: SatisfactionSummary }) {
  const { asked, answered, ratings, average, satisfied, counts, byNetwork, newest } = summary;
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <Section title={t('satisfaction.last', { days: summary.days })}>
      <dl className="satisfaction-figures">
        <Figure label={t('satisfaction.average')} value={oneDigit(average)} />
        <Figure label={t('satisfaction.satisfied')} value={percent(satisfied)} />
        <Figure label={t('satisfaction.ratings')} value={String(ratings)} />
        <Figure label={t('satisfaction.asked')} value={asked === 0 ? '–' : `${answered} / ${asked}`} />
      </dl>
      {ratings === 0 ? (
        <p className="muted">{t('satisfaction.empty')}</p>
      ) : (
        <>
          <table className="satisfaction-bars">
            <caption className="visually-hidden">{t('satisfaction.spread')}</caption>
            <tbody>
              {counts.map(({ rating, count }) => (
                <tr key={rating}>
                  <th scope="row">
                    <span role="img" aria-label={t('satisfaction.of5', { rating })}>
                      {stars(rating)}
                    </span>
                  </th>
                  <td>
                    <span className="satisfaction-bar" style={{ width: `${(count / most) * 100}%` }} />
                  </td>
                  <td className="figures">{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="muted satisfaction-networks-line">
            {byNetwork
              .map((one) => `${networkName(one.network)} ${oneDigit(one.average)} (${one.ratings})`)
              .join(' · ')}
          </p>
          <ul className="satisfaction-newest">
            {newest
              .filter(({ text }) => text !== null)
              .slice(0, 5)
              .map(({ id, rating, text, at, conversationId }) => (
                <li key={id}>
                  <span role="img" aria-label={t('satisfaction.of5', { rating })}>
                    {stars(rating)}
                  </span>{' '}
                  <a
                    href={conversationId === null ? undefined : `/inbox/${conversationId}?status=any`}
                    dir="auto"
                  >
                    {text}
                  </a>{' '}
                  <Time at={at} className="faint" />
                </li>
              ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="figures">{value}</dd>
    </div>
  );
}
