import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { ownZone } from '../schedule/words.ts';
import type { ThreadView } from './queries.ts';
import { fieldsOf, type TimeFields, timing } from './timers.ts';
import { useThreadDeeds } from './use-moderation.ts';

const MOMENTS = ['closesAt', 'opensAt', 'pinnedUntil'] as const;

/** Sets when a thread closes, opens again and stands above the others no longer; in the zone of the reader. */
export function TimersDialog({ thread, onClose }: { thread: ThreadView; onClose(): void }) {
  const [given, setGiven] = useState<TimeFields>(() => fieldsOf(thread));
  const deeds = useThreadDeeds();
  const change = timing(thread, given);
  const save = useMutation({ mutationFn: () => deeds.time(thread, change), onSuccess: onClose });
  const moment = (name: (typeof MOMENTS)[number]) => (
    <TextField
      type="datetime-local"
      label={t(`community.timers.${name}`)}
      value={given[name]}
      onChange={(event) => setGiven({ ...given, [name]: event.target.value.slice(0, 16) })}
    />
  );
  return (
    <SaveDialog
      title={t('community.timers.title', { title: thread.title })}
      text={t('community.timers.text', { zone: ownZone() })}
      save={save}
      isReady={Object.keys(change.run).length > 0}
      onClose={onClose}
    >
      {moment('closesAt')}
      <TextField
        type="number"
        min={1}
        max={3650}
        label={t('community.timers.closesAfter')}
        hint={t('community.timers.closesAfter.hint')}
        value={given.closesAfter}
        onChange={(event) => setGiven({ ...given, closesAfter: event.target.value })}
      />
      {moment('opensAt')}
      {moment('pinnedUntil')}
    </SaveDialog>
  );
}
