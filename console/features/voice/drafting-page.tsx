import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Checkbox, Switch } from '../../components/choice.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Page } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { draftingForm, draftingInput } from './drafting-form.ts';
import { voiceQueries } from './queries.ts';
import type { DraftingView } from './types.ts';
import { VoiceNav } from './voice-nav.tsx';
import './voice.css';

/** Settings → Voice → Drafts: who writes them, and what may leave. */
export function DraftingPage() {
  const { data, error, refetch } = useQuery(voiceQueries.drafting());
  return (
    <Page title={t('voice.title')} text={t('voice.drafting.text')} toolbar={<VoiceNav />}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <SetUp drafting={data} />}
    </Page>
  );
}

const FIELDS = [
  ['url', 'url'],
  ['model', 'text'],
  ['key', 'password'],
  ['requestsPerDay', 'number'],
  ['tokensPerDay', 'number'],
  ['timeoutSeconds', 'number'],
] as const;

function SetUp({ drafting }: { drafting: DraftingView }) {
  const mayConnect = useCan()('voice.connect');
  const [form, setForm] = useState(() => draftingForm(drafting));
  const { save, trial } = useDrafting();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draftingInput(form), { onSuccess: (saved) => setForm(draftingForm(saved)) });
  };
  return (
    <form onSubmit={submit}>
      {drafting.problem !== null && <Callout tone="warn">{drafting.problem}</Callout>}
      <p className="muted">{t('voice.drafting.today', { ...drafting.today })}</p>
      <fieldset disabled={!mayConnect} className="stack voice-fields">
        <Switch
          label={t('voice.drafting.on')}
          hint={t('voice.drafting.on.hint')}
          isOn={form.isOn}
          onChange={(isOn) => setForm({ ...form, isOn })}
        />
        {FIELDS.map(([name, type]) => (
          <TextField
            key={name}
            label={t(`voice.drafting.${name}`)}
            hint={name === 'key' && drafting.hasKey ? t('voice.drafting.key.kept') : undefined}
            type={type}
            autoComplete="off"
            value={form[name]}
            onChange={(event) => setForm({ ...form, [name]: event.target.value })}
          />
        ))}
        <Checkbox
          label={t('voice.drafting.private')}
          hint={t('voice.drafting.private.hint')}
          isOn={form.sendsPrivate}
          onChange={(sendsPrivate) => setForm({ ...form, sendsPrivate })}
        />
        <FormError error={save.error ?? trial.error} />
        {trial.data !== undefined && (
          <Callout tone={trial.data.isFine ? 'ok' : 'warn'}>
            {trial.data.text ?? trial.data.problem}{' '}
            {t('voice.drafting.took', { ms: trial.data.milliseconds })}
          </Callout>
        )}
        {mayConnect && (
          <div className="form-actions">
            <Button type="submit" variant="primary" isBusy={save.isPending}>
              {t('common.save')}
            </Button>
            {drafting.url !== '' && (
              <Button isBusy={trial.isPending} onClick={() => trial.mutate()}>
                {t('voice.drafting.try')}
              </Button>
            )}
          </div>
        )}
      </fieldset>
      {!mayConnect && <WhoCan permission="voice.connect" action={t('voice.drafting.connecting')} />}
    </form>
  );
}

interface Trial {
  isFine: boolean;
  problem: string | null;
  milliseconds: number;
  text: string | null;
}

function useDrafting() {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (input: ReturnType<typeof draftingInput>) => api.put<DraftingView>('/voice/drafting', input),
    onSuccess: (saved) => {
      queryClient.setQueryData(voiceQueries.drafting().queryKey, saved);
      showToast({ text: t('voice.drafting.saved') });
    },
  });
  const trial = useMutation({ mutationFn: () => api.post<Trial>('/voice/drafting/trial') });
  return { save, trial };
}
