import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { communityQueries, type Promised } from './queries.ts';
import { useSaving } from './use-changing.ts';

/** Within how many hours, of which calendar, questions of a category get a first answer. */
export function PromiseDialog({ promised, onClose }: { promised: Promised; onClose(): void }) {
  const calendars = useQuery(communityQueries.calendars());
  const [hours, setHours] = useState(promised.hours === null ? '' : String(promised.hours));
  const [calendarId, setCalendarId] = useState(promised.calendarId ?? '');
  const save = useSaving(
    () =>
      api.put(`/community/promises/${promised.categoryId}`, {
        hours: hours === '' ? null : Number(hours),
        calendarId: calendarId === '' ? null : calendarId,
      }),
    onClose,
  );
  return (
    <SaveDialog
      title={t('community.promises.changeNamed', { name: promised.name })}
      save={save}
      onClose={onClose}
    >
      <TextField
        label={t('community.promises.hours')}
        hint={t('community.promises.hours.hint')}
        type="number"
        min={0.1}
        max={1000}
        step={0.1}
        value={hours}
        onChange={(event) => setHours(event.target.value)}
      />
      <SelectField
        label={t('community.promises.calendar')}
        value={calendarId}
        onChange={(event) => setCalendarId(event.target.value)}
        choices={[
          { value: '', label: t('community.promises.standard') },
          ...(calendars.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </SaveDialog>
  );
}
