import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Timer } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t, tn } from '../../i18n/index.ts';
import { communityQueries, type Promised } from './queries.ts';

/** Within what time questions of each category get a first answer; what waits longer becomes a case. */
export function PromisesPanel() {
  const mayPromise = useCan()('together.promise');
  const promises = useQuery(communityQueries.promises());
  const [open, setOpen] = useState<Promised | null>(null);
  if (promises.data?.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="community-promises">
      <div>
        <h2 id="community-promises">{t('community.promises')}</h2>
        <p className="muted">{t('community.promises.text')}</p>
      </div>
      <Loaded query={promises} rows={3}>
        {(all) => (
          <ul className="list community-list">
            {all.map((one) => (
              <li key={one.categoryId} className="list-row">
                <div className="row-main">
                  <div className="row-title">
                    <strong>{one.name}</strong>
                  </div>
                  <p className="muted">
                    {one.hours === null
                      ? t('community.promises.none')
                      : tn('community.promises.within', one.hours)}
                  </p>
                </div>
                {mayPromise && (
                  <Button
                    icon={Timer}
                    aria-label={t('community.promises.changeNamed', { name: one.name })}
                    onClick={() => setOpen(one)}
                  >
                    {t('community.promises.change')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {open && <PromiseDialog promised={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function PromiseDialog({ promised, onClose }: { promised: Promised; onClose(): void }) {
  const queryClient = useQueryClient();
  const calendars = useQuery(communityQueries.calendars());
  const [hours, setHours] = useState(promised.hours === null ? '' : String(promised.hours));
  const [calendarId, setCalendarId] = useState(promised.calendarId ?? '');
  const save = useMutation({
    mutationFn: () =>
      api.put(`/community/promises/${promised.categoryId}`, {
        hours: hours === '' ? null : Number(hours),
        calendarId: calendarId === '' ? null : calendarId,
      }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['community'] }),
  });
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
