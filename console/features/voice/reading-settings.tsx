import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { TextField } from '../../components/field.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { numberOf } from './new-rules.ts';
import { voiceQueries } from './queries.ts';
import type { ReadingView } from './types.ts';

/** How many days and posts a new account reads. */
export function ReadingSettings({ view }: { view: ReadingView }) {
  const mayManage = useCan()('voice.manage');
  const queryClient = useQueryClient();
  const [days, setDays] = useState(String(view.days));
  const [posts, setPosts] = useState(String(view.posts));
  const save = useMutation({
    mutationFn: () =>
      api.put<ReadingView>('/voice/reading', { days: numberOf(days) ?? 0, posts: numberOf(posts) ?? 0 }),
    onSuccess: (saved) => {
      queryClient.setQueryData(voiceQueries.reading().queryKey, saved);
      showToast({ text: t('voice.reading.saved') });
    },
  });
  return (
    <>
      <SaveForm save={save} maySave={mayManage} variant="primary">
        <div className="voice-pair">
          <TextField
            label={t('voice.reading.days')}
            hint={t('voice.reading.days.hint')}
            type="number"
            min={0}
            max={365}
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
          <TextField
            label={t('voice.reading.count')}
            hint={t('voice.reading.count.hint')}
            type="number"
            min={0}
            max={10_000}
            value={posts}
            onChange={(event) => setPosts(event.target.value)}
          />
        </div>
      </SaveForm>
      {!mayManage && <WhoCan permission="voice.manage" action={t('voice.changing')} />}
    </>
  );
}
