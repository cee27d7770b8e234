import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import { hoursText, parseHours } from '../calendars/hours-text.ts';
import { shiftInput } from './shift-draft.ts';
import { ShiftFields } from './shift-fields.tsx';
import type { ShiftView } from './types.ts';

/** A new shift, or one that is changed or removed. */
export function ShiftDialog({ start, onClose }: { start: ShiftView; onClose(): void }) {
  const queryClient = useQueryClient();
  const [shift, setShift] = useState(start);
  const [hours, setHours] = useState(hoursText([{ from: start.fromMinute, to: start.toMinute }]));
  const read = parseHours(hours);
  const isReady = read?.length === 1 && shift.weekdays.length > 0;
  const done = async () => {
    await queryClient.invalidateQueries({ queryKey: ['coverage'] });
    onClose();
  };
  const save = useMutation({
    mutationFn: () => {
      const input = { ...shiftInput(shift), fromMinute: read![0]!.from, toMinute: read![0]!.to };
      return shift.id === ''
        ? api.post('/coverage/shifts', input)
        : api.put(`/coverage/shifts/${shift.id}`, input);
    },
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`/coverage/shifts/${shift.id}`),
    onSuccess: done,
  });
  return (
    <Dialog
      title={shift.id === '' ? t('coverage.shift.add') : t('coverage.shift.edit')}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          {shift.id !== '' && (
            <Button isBusy={remove.isPending} onClick={() => remove.mutate()}>
              {t('common.remove')}
            </Button>
          )}
          <Button variant="primary" disabled={!isReady} isBusy={save.isPending} onClick={() => save.mutate()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ShiftFields
          shift={shift}
          hours={hours}
          isWrong={read?.length !== 1}
          onChange={(changed) => setShift({ ...shift, ...changed })}
          onHours={setHours}
        />
        <FormError error={save.error ?? remove.error} />
      </div>
    </Dialog>
  );
}
