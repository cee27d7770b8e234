import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { countryName } from '#lib/names/index.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { useNow } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { ImportPreview } from './import-preview.tsx';
import { calendarQueries, type CalendarView, type ImportView } from './queries.ts';

type Asked = { path: 'holidays'; country: string } | { path: 'file'; text: string };

/** Public holidays of a country, or the days of a calendar file: tried first, saved when they are right. */
export function Imports({ calendar }: { calendar: CalendarView }) {
  const queryClient = useQueryClient();
  const countries = useQuery(calendarQueries.countries());
  const [country, setCountry] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const year = new Date(useNow()).getFullYear();
  const ask = useMutation({
    mutationFn: ({ what, isTrial }: { what: Asked; isTrial: boolean }) => {
      const { path, ...body } = what;
      const span = { fromYear: year, toYear: year + 2, isTrial };
      return api.post<ImportView>(`/calendars/${calendar.id}/${path}`, { ...body, ...span });
    },
    onSuccess: async (_found, { isTrial }) => {
      if (isTrial) return;
      setAsked(null);
      await queryClient.invalidateQueries({ queryKey: ['calendars'] });
    },
  });
  const look = (what: Asked) => {
    setAsked(what);
    ask.mutate({ what, isTrial: true });
  };
  return (
    <div className="stack">
      <div className="calendar-import">
        <SelectField
          label={t('calendars.country')}
          value={country}
          choices={[
            { value: '', label: t('calendars.country.choose') },
            ...(countries.data ?? []).map((code) => ({ value: code, label: countryName(code) })),
          ]}
          onChange={(event) => {
            setCountry(event.target.value);
            if (event.target.value !== '') look({ path: 'holidays', country: event.target.value });
          }}
        />
        <FileButton
          label={t('calendars.file')}
          accept=".ics,text/calendar"
          onRead={(text) => look({ path: 'file', text })}
        />
      </div>
      <FormError error={ask.error} />
      {asked !== null && ask.data && (
        <ImportPreview found={ask.data}>
          <Button
            variant="primary"
            isBusy={ask.isPending}
            disabled={ask.data.added.length === 0}
            onClick={() => ask.mutate({ what: asked, isTrial: false })}
          >
            {t('calendars.import.add')}
          </Button>
          <Button onClick={() => setAsked(null)}>{t('common.cancel')}</Button>
        </ImportPreview>
      )}
    </div>
  );
}
