import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import { hoursText, parseHours } from './hours-text.ts';
import type { CalendarView } from './queries.ts';

const dayName = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' });

/** One day: closed, or with hours of its own, or like the week again. */
export function DayDialog({
  calendar,
  day,
  onClose,
}: {
  calendar: CalendarView;
  day: string;
  onClose(): void;
}) {
  const queryClient = useQueryClient();
  const exception = calendar.exceptions.find((one) => one.day === day);
  const [name, setName] = useState(exception?.name ?? '');
  const [text, setText] = useState(hoursText(exception?.open ?? []));
  const open = parseHours(text);
  const change = useMutation({
    mutationFn: (isWeekAgain: boolean) =>
      isWeekAgain
        ? api.post(`/calendars/${calendar.id}/exceptions/remove`, { days: [day] })
        : api.put(`/calendars/${calendar.id}/exceptions`, { days: [{ day, name, open }] }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['calendars'] });
      onClose();
    },
  });
  return (
    <Dialog
      title={dayName.format(Date.parse(day))}
      text={t('calendars.dayDialog.text')}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          {exception && (
            <Button isBusy={change.isPending} onClick={() => change.mutate(true)}>
              {t('calendars.likeWeek')}
            </Button>
          )}
          <Button
            variant="primary"
            disabled={open === null}
            isBusy={change.isPending}
            onClick={() => change.mutate(false)}
          >
            {text.trim() === '' ? t('calendars.closeDay') : t('common.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextField
          label={t('calendars.reason')}
          isOptional
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('calendars.hours')}
          hint={t('calendars.hours.hint')}
          value={text}
          placeholder={t('calendars.closed')}
          error={open === null ? t('calendars.hours.wrong') : undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <FormError error={change.error} />
      </div>
    </Dialog>
  );
}
