import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { CalendarActions } from './calendar-actions.tsx';
import { CalendarForm } from './calendar-form.tsx';
import './calendars.css';
import { ExceptionList } from './exception-list.tsx';
import { Imports } from './imports.tsx';
import { OpenBadge } from './open-badge.tsx';
import { calendarQueries } from './queries.ts';
import { YearView } from './year-view.tsx';

/** One calendar: its week, its year with the days that are different, and where these can come from. */
export function CalendarPage() {
  const { calendarId } = useParams({ strict: false });
  const calendars = useQuery(calendarQueries.all());
  const mayManage = useCan()('calendars.manage');
  useLive('calendar.changed', () => void calendars.refetch());
  const back = <BackLink to="/settings/calendars">{t('calendars.title')}</BackLink>;
  if (calendars.isPending)
    return (
      <Page title={t('calendars.one')} toolbar={back}>
        <SkeletonRows label={t('common.loading')} />
      </Page>
    );
  const calendar = calendars.data?.find(({ id }) => id === calendarId);
  if (!calendar)
    return (
      <Page title={t('calendars.one')} toolbar={back}>
        <ErrorState
          error={calendars.error ?? new Error(t('calendars.gone'))}
          onRetry={() => void calendars.refetch()}
        />
      </Page>
    );
  return (
    <Page
      title={calendar.name}
      text={<OpenBadge calendar={calendar} />}
      toolbar={back}
      actions={mayManage && <CalendarActions calendar={calendar} />}
    >
      <div className="stack">
        <WhoCan permission="calendars.manage" action={t('calendars.changing')} />
        <Section title={t('calendars.week')} text={t('calendars.week.text')}>
          <CalendarForm key={calendar.id} calendar={calendar} mayManage={mayManage} />
        </Section>
        <Section title={t('calendars.year')} text={t('calendars.year.text')}>
          <YearView calendar={calendar} mayManage={mayManage} />
          <ExceptionList calendar={calendar} mayManage={mayManage} />
        </Section>
        {mayManage && (
          <Section title={t('calendars.import')} text={t('calendars.import.text')}>
            <Imports calendar={calendar} />
          </Section>
        )}
      </div>
    </Page>
  );
}
