import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { api } from '../../api/client.ts';
import { IconButton } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { useNow } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { hoursText } from './hours-text.ts';
import type { CalendarView } from './queries.ts';

const dayName = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
type Exception = CalendarView['exceptions'][number];

/** The days that are different from the week, those to come first. */
export function ExceptionList({ calendar, mayManage }: { calendar: CalendarView; mayManage: boolean }) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['calendars'] });
  const path = `/calendars/${calendar.id}/exceptions`;
  const back = useMutation({
    mutationFn: ({ day, name, open }: Exception) => api.put(path, { days: [{ day, name, open }] }),
    onSuccess: refresh,
    onError: toastError,
  });
  const remove = useMutation({
    mutationFn: ({ day }: Exception) => api.post(`${path}/remove`, { days: [day] }),
    onSuccess: async (_answer, exception) => {
      await refresh();
      showToast({
        text: t('calendars.likeWeekNow', { day: dayName.format(Date.parse(exception.day)) }),
        action: { label: t('common.undo'), run: () => back.mutate(exception) },
      });
    },
    onError: toastError,
  });
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const ahead = calendar.exceptions.filter(({ day }) => day >= today);
  if (ahead.length === 0) return <p className="muted">{t('calendars.noExceptions')}</p>;
  return (
    <details className="exceptions">
      <summary>{tn('calendars.ahead', ahead.length)}</summary>
      <ul className="list">
        {ahead.slice(0, 200).map((exception) => (
          <li key={exception.day} className="list-row">
            <div className="row-main">
              <div className="row-title">
                <span className="figures">{dayName.format(Date.parse(exception.day))}</span>
                <span>{exception.name}</span>
              </div>
              <p>{exception.open.length === 0 ? t('calendars.closed') : hoursText(exception.open)}</p>
            </div>
            {mayManage && (
              <IconButton
                icon={Trash2}
                label={t('calendars.likeWeek')}
                onClick={() => remove.mutate(exception)}
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
