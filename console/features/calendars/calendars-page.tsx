import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';
import { OpenBadge } from './open-badge.tsx';
import { calendarQueries, type CalendarView } from './queries.ts';

/** When the company works: all calendars. */
export function CalendarsPage() {
  const calendars = useQuery(calendarQueries.all());
  const mayManage = useCan()('calendars.manage');
  useLive('calendar.changed', () => void calendars.refetch());
  return (
    <Page title={t('calendars.title')} text={t('calendars.text')} actions={mayManage && <AddCalendar />}>
      <div className="stack">
        <WhoCan permission="calendars.manage" action={t('calendars.changing')} />
        {calendars.isError ? (
          <ErrorState error={calendars.error} onRetry={() => void calendars.refetch()} />
        ) : calendars.isPending ? (
          <SkeletonRows count={3} label={t('common.loading')} />
        ) : (
          <ul className="list">
            {calendars.data.map((calendar) => (
              <CalendarRow key={calendar.id} calendar={calendar} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}

function CalendarRow({ calendar }: { calendar: CalendarView }) {
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <Link to="/settings/calendars/$calendarId" params={{ calendarId: calendar.id }}>
            {calendar.name}
          </Link>
          {calendar.isStandard && <Badge tone="accent">{t('calendars.standard')}</Badge>}
          <OpenBadge calendar={calendar} />
        </div>
        <p>
          {calendar.zone} · {tn('calendars.exceptions', calendar.exceptions.length)}
        </p>
      </div>
    </li>
  );
}

function AddCalendar() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const add = useMutation({
    mutationFn: () =>
      api.post<CalendarView>('/calendars', {
        name: `${t('calendars.new')} ${new Date().toISOString().slice(0, 16).replace('T', ' ')}`,
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: 540, to: 1020 }] : [])),
      }),
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['calendars'] });
      void navigate({ to: '/settings/calendars/$calendarId', params: { calendarId: id } });
    },
    onError: toastError,
  });
  return (
    <Button variant="primary" icon={Plus} isBusy={add.isPending} onClick={() => add.mutate()}>
      {t('calendars.add')}
    </Button>
  );
}
