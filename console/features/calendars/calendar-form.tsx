import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { hoursText, parseHours } from './hours-text.ts';
import type { CalendarView } from './queries.ts';
import { WeekGrid } from './week-grid.tsx';
import { zoneChoices } from './zones.ts';

/** Name, zone and the week, saved together. */
export function CalendarForm({ calendar, mayManage }: { calendar: CalendarView; mayManage: boolean }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(calendar.name);
  const [zone, setZone] = useState(calendar.zone);
  const [week, setWeek] = useState(() => calendar.week.map(hoursText));
  const hours = week.map(parseHours);
  const isWrong = hours.includes(null);
  const save = useMutation({
    mutationFn: () => api.put<CalendarView>(`/calendars/${calendar.id}`, { name, zone, week: hours }),
    onSuccess: (saved) => {
      setWeek(saved.week.map(hoursText));
      showToast({ text: t('calendars.saved', { name: saved.name }) });
      return queryClient.invalidateQueries({ queryKey: ['calendars'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWrong) save.mutate();
  };
  return (
    <form className="calendar-form" onSubmit={submit} noValidate>
      <fieldset disabled={!mayManage} className="calendar-fields">
        <div className="calendar-pair">
          <TextField
            label={t('calendars.name')}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.target.value)}
          />
          <SelectField
            label={t('calendars.zone')}
            value={zone}
            choices={zoneChoices(zone)}
            onChange={(event) => setZone(event.target.value)}
          />
        </div>
        <WeekGrid texts={week} hours={hours} onChange={setWeek} />
        <FormError error={save.error} />
        {mayManage && (
          <div className="form-actions">
            <Button type="submit" variant="primary" isBusy={save.isPending} disabled={isWrong}>
              {t('common.save')}
            </Button>
            <Button onClick={() => setWeek(week.map((_, day) => (day < 5 ? week[0]! : week[day]!)))}>
              {t('calendars.copyMonday')}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}
