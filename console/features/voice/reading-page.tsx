import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Page, Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { numberOf } from './new-rules.ts';
import { voiceQueries } from './queries.ts';
import type { ReadingAccount, ReadingView } from './types.ts';
import { VoiceNav } from './voice-nav.tsx';
import './voice.css';

/** Settings → Voice → New accounts: how long they read before they post. */
export function ReadingPage() {
  const { data, error, refetch } = useQuery(voiceQueries.reading());
  return (
    <Page title={t('voice.title')} text={t('voice.reading.text')} toolbar={<VoiceNav />}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <SettingsForm view={data} />
          <Section title={t('voice.reading.accounts')}>
            {data.accounts.length === 0 && <p className="muted">{t('voice.reading.none')}</p>}
            <ul className="voice-rules">
              {data.accounts.map((account) => (
                <Account key={account.accountId} account={account} />
              ))}
            </ul>
          </Section>
        </>
      )}
    </Page>
  );
}

function SettingsForm({ view }: { view: ReadingView }) {
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!mayManage} className="stack voice-fields">
        <div className="voice-pair">
          <TextField
            label={t('voice.reading.days')}
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
        <FormError error={save.error} />
        {mayManage && (
          <div className="form-actions">
            <Button type="submit" variant="primary" isBusy={save.isPending}>
              {t('common.save')}
            </Button>
          </div>
        )}
      </fieldset>
      {!mayManage && <WhoCan permission="voice.manage" action={t('voice.changing')} />}
    </form>
  );
}

function Account({ account }: { account: ReadingAccount }) {
  const mayManage = useCan()('voice.manage');
  const { network, handle, reason, ended, postsRead, postsWanted } = account;
  const state = reason ?? (ended === null ? t('voice.reading.done') : t('voice.reading.ended', { ...ended }));
  return (
    <li className="row">
      <NetworkIcon network={network} />
      <span className="grow">
        <strong>@{handle}</strong> {state}{' '}
        {reason !== null &&
          postsWanted > 0 &&
          t('voice.reading.posts', { read: postsRead, wanted: postsWanted })}
      </span>
      {reason !== null && mayManage && <EndButton account={account} />}
    </li>
  );
}

function EndButton({ account }: { account: ReadingAccount }) {
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <>
      <Button size="s" onClick={() => setIsOpen(true)}>
        {t('voice.reading.end')}
      </Button>
      <Confirm
        title={t('voice.reading.end.title', { handle: account.handle })}
        text={t('voice.reading.end.text')}
        confirm={t('voice.reading.end')}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onConfirm={async () => {
          await api.post(`/voice/reading/${account.accountId}/end`, { reason });
          await queryClient.invalidateQueries({ queryKey: ['voice'] });
        }}
      >
        <TextField
          label={t('voice.reason')}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.target.value)}
        />
      </Confirm>
    </>
  );
}
