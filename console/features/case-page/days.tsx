import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { TextField } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { casePageQueries } from './queries.ts';

/** In the settings of cases: how long the link to a customer's page works. Saved when one leaves the field. */
export function PageDays() {
  const can = useCan();
  const queryClient = useQueryClient();
  const days = useQuery(casePageQueries.days()).data?.days;
  const save = useMutation({
    mutationFn: (next: number) => api.put('/case-pages/settings', { days: next }),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: casePageQueries.days().queryKey }),
  });
  if (days === undefined) return null;
  return (
    <Section title={t('casePage.title')} text={t('casePage.days.text')}>
      <TextField
        label={t('casePage.days')}
        type="number"
        min={1}
        max={730}
        key={days}
        disabled={!can('cases.set-up')}
        defaultValue={days}
        onBlur={(event) => {
          const next = Number(event.target.value);
          if (next !== days) save.mutate(next);
        }}
      />
    </Section>
  );
}
