import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { CalendarView } from './queries.ts';

/** Make it the standard, or remove it. */
export function CalendarActions({ calendar }: { calendar: CalendarView }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['calendars'] });
  const promote = useMutation({
    mutationFn: () => {
      const { name, zone, week } = calendar;
      return api.put(`/calendars/${calendar.id}`, { name, zone, week, isStandard: true });
    },
    onSuccess: refresh,
    onError: toastError,
  });
  if (calendar.isStandard) return null;
  return (
    <>
      <Button isBusy={promote.isPending} onClick={() => promote.mutate()}>
        {t('calendars.makeStandard')}
      </Button>
      <Button onClick={() => setIsAsking(true)}>{t('common.remove')}</Button>
      <Confirm
        title={t('calendars.remove.title', { name: calendar.name })}
        text={t('calendars.remove.text')}
        confirm={t('common.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={async () => {
          await api.delete(`/calendars/${calendar.id}`);
          await refresh();
          showToast({ text: t('calendars.removed', { name: calendar.name }) });
          void navigate({ to: '/settings/calendars' });
        }}
      />
    </>
  );
}
