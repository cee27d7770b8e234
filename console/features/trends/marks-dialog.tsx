import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarDays, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { countryName } from '#lib/names/index.ts';
import { HOLIDAY_COUNTRIES } from '#lib/holidays/index.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { trendQueries } from './queries.ts';
import type { Mark } from './types.ts';

interface MarksDialogProps {
  holidays: readonly string[];
  onHolidays(countries: string[]): void;
}

/** What is marked on the charts: the company's own events, and the holidays of chosen countries. */
export function MarksButton({ holidays, onHolidays }: MarksDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={CalendarDays} onClick={() => setIsOpen(true)}>
        {t('trends.marks')}
      </Button>
      <SidePanel title={t('trends.marks')} isOpen={isOpen} onOpenChange={setIsOpen}>
        <p className="muted">{t('trends.marks.text')}</p>
        <OwnMarks />
        <fieldset className="trend-holidays">
          <legend>{t('trends.board.holidays')}</legend>
          <p className="muted">{t('trends.board.holidays.hint')}</p>
          {[...HOLIDAY_COUNTRIES]
            .sort((a, b) => countryName(a).localeCompare(countryName(b)))
            .map((country) => (
              <Checkbox
                key={country}
                label={countryName(country)}
                isOn={holidays.includes(country)}
                isDisabled={holidays.length >= 10 && !holidays.includes(country)}
                onChange={(isOn) =>
                  onHolidays(isOn ? [...holidays, country] : holidays.filter((one) => one !== country))
                }
              />
            ))}
        </fieldset>
      </SidePanel>
    </>
  );
}

function OwnMarks() {
  const can = useCan();
  const client = useQueryClient();
  const marks = useQuery(trendQueries.marks()).data ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: ['trend-marks'] });
  const add = useMutation({
    mutationFn: (mark: Omit<Mark, 'id'>) => api.post<Mark>('/trends/marks', mark),
    onSuccess: refresh,
    onError: toastError,
  });
  const remove = useMutation({
    mutationFn: (mark: Mark) => api.delete(`/trends/marks/${mark.id}`),
    onSuccess: async (_, { day, name }) => {
      await refresh();
      showToast({
        text: t('trends.marks.gone'),
        action: { label: t('common.undo'), run: () => add.mutate({ day, name }) },
      });
    },
    onError: toastError,
  });
  return (
    <>
      {can('trends.mark') && <MarkForm onAdd={(mark) => add.mutate(mark)} isBusy={add.isPending} />}
      {marks.length === 0 && <p className="muted">{t('trends.marks.none')}</p>}
      <ul className="trend-marks">
        {marks.map((mark) => (
          <li key={mark.id}>
            <span className="figures">{mark.day}</span>
            <span className="grow">{mark.name}</span>
            {can('trends.mark') && (
              <IconButton
                label={t('trends.marks.remove', { name: mark.name })}
                icon={X}
                size="s"
                onClick={() => remove.mutate(mark)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function MarkForm({ onAdd, isBusy }: { onAdd(mark: Omit<Mark, 'id'>): void; isBusy: boolean }) {
  const [day, setDay] = useState('');
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (day === '' || name.trim() === '') return;
    onAdd({ day, name: name.trim() });
    setName('');
  };
  return (
    <form className="trend-mark-form" onSubmit={submit}>
      <TextField
        label={t('trends.marks.day')}
        type="date"
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <TextField
        label={t('trends.marks.name')}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" isBusy={isBusy} disabled={day === '' || name.trim() === ''}>
        {t('trends.marks.add')}
      </Button>
    </form>
  );
}
