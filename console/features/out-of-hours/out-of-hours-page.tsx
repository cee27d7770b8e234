import { useQuery } from '@tanstack/react-query';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t, tn } from '../../i18n/index.ts';
import { outOfHoursQueries, type SettingsView } from './queries.ts';
import { SettingsForm } from './settings-form.tsx';

/** What customers are told while we are closed, on which channels, and how often they were. */
export function OutOfHoursPage() {
  const mayManage = useCan()('out-of-hours.manage');
  const found = useQuery(outOfHoursQueries.settings());
  return (
    <Page title={t('outOfHours.title')} text={t('outOfHours.text')}>
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <SkeletonRows count={4} label={t('common.loading')} />
      ) : (
        <>
          <WhoCan permission="out-of-hours.manage" action={t('outOfHours.changing')} />
          <SettingsForm start={found.data.settings} isReadOnly={!mayManage} />
          <Figures figures={found.data.figures} />
        </>
      )}
    </Page>
  );
}

function Figures({ figures: { answered, refused } }: Pick<SettingsView, 'figures'>) {
  return (
    <Section title={t('outOfHours.figures')}>
      <p>{tn('outOfHours.answered', answered)}</p>
      {refused.length > 0 && (
        <>
          <p className="muted">{t('outOfHours.refused')}</p>
          <ul>
            {refused.map(({ why, count }) => (
              <li key={why} dir="auto">
                {why} <span className="figures faint">{count}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
