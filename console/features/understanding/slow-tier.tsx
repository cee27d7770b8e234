import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SlowTierInput, SlowTierView } from '#listen/understanding/slow/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Switch } from '../../components/choice.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { understandingQueries } from './queries.ts';
import { SlowTierFigures } from './slow-tier-figures.tsx';

/** A slower, better model that is asked about stored posts, where somebody has one. */
export function SlowTier() {
  const { data } = useQuery(understandingQueries.slow());
  const mayConnect = useCan()('understanding.connect');
  return (
    <Section title={t('understanding.slow')} text={t('understanding.slow.text')}>
      {data !== undefined && (
        <>
          {data.isOn && data.problem !== null && (
            <Callout tone="warn" title={t('understanding.slow.failing')}>
              {data.problem} {data.restingUntil !== null && t('understanding.slow.resting')}
            </Callout>
          )}
          {data.isOn && <SlowTierFigures tier={data} />}
          {mayConnect ? <SetUp tier={data} /> : <p className="muted">{data.model}</p>}
        </>
      )}
    </Section>
  );
}

function SetUp({ tier }: { tier: SlowTierView }) {
  const [form, setForm] = useState(() => formOf(tier));
  const { save, trial } = useSlowTier();
  const isLocal = form.url === LOCAL;
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(inputOf(form), { onSuccess: (saved) => setForm(formOf(saved)) });
  };
  const text = (name: keyof typeof TEXTS, type = 'text') => (
    <TextField
      label={t(TEXTS[name].label)}
      hint={t(TEXTS[name].hint)}
      type={type}
      autoComplete="off"
      value={form[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  return (
    <form className="stack slow-tier-form" onSubmit={submit}>
      {tier.local !== null && (
        <SelectField
          label={t('understanding.slow.where')}
          hint={tier.local.problem ?? t('understanding.slow.where.hint')}
          choices={[
            { value: '', label: t('understanding.slow.where.endpoint') },
            { value: LOCAL, label: t('understanding.slow.where.folder', { name: tier.local.name }) },
          ]}
          value={isLocal ? LOCAL : ''}
          onChange={(event) => set({ url: event.target.value })}
        />
      )}
      <Switch
        label={t('understanding.slow.on')}
        hint={t(isLocal ? 'understanding.slow.on.stays' : 'understanding.slow.on.hint')}
        isOn={form.isOn}
        onChange={(isOn) => set({ isOn })}
      />
      {!isLocal && (
        <>
          {text('url', 'url')}
          {text('model')}
          {text('key', 'password')}
        </>
      )}
      {text('requestsPerDay', 'number')}
      {text('tokensPerDay', 'number')}
      {text('timeoutSeconds', 'number')}
      <FormError error={save.error ?? trial.error} />
      <div className="form-actions">
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          {t('common.save')}
        </Button>
        {tier.url !== '' && (
          <Button isBusy={trial.isPending} onClick={() => trial.mutate()}>
            {t('understanding.slow.try')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Stands for the model folder of the server where an address would. */
const LOCAL = 'local';

const TEXTS = {
  url: { label: 'understanding.slow.url', hint: 'understanding.slow.url.hint' },
  model: { label: 'understanding.slow.model', hint: 'understanding.slow.model.hint' },
  key: { label: 'understanding.slow.key', hint: 'understanding.slow.key.hint' },
  requestsPerDay: { label: 'understanding.slow.requests', hint: 'understanding.slow.requests.hint' },
  tokensPerDay: { label: 'understanding.slow.tokens', hint: 'understanding.slow.tokens.hint' },
  timeoutSeconds: { label: 'understanding.slow.timeout', hint: 'understanding.slow.timeout.hint' },
} as const;

function formOf(tier: SlowTierView) {
  return {
    isOn: tier.isOn,
    url: tier.url,
    model: tier.model,
    key: '',
    requestsPerDay: String(tier.requestsPerDay),
    tokensPerDay: String(tier.tokensPerDay),
    timeoutSeconds: String(tier.timeoutMs / 1000),
  };
}

function inputOf(form: ReturnType<typeof formOf>): SlowTierInput {
  const { isOn, url, model, key } = form;
  return {
    isOn,
    url,
    model,
    // An empty field leaves the key that is kept.
    ...(key === '' ? {} : { key }),
    requestsPerDay: Number(form.requestsPerDay),
    tokensPerDay: Number(form.tokensPerDay),
    timeoutMs: Math.round(Number(form.timeoutSeconds) * 1000),
  };
}

interface Trial {
  isFine: boolean;
  problem: string | null;
  milliseconds: number;
}

function useSlowTier() {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (input: SlowTierInput) => api.put<SlowTierView>('/understanding/slow', input),
    onSuccess: (tier) => {
      queryClient.setQueryData(understandingQueries.slow().queryKey, tier);
      showToast({ text: t('understanding.slow.saved') });
    },
  });
  const trial = useMutation({
    mutationFn: () => api.post<Trial>('/understanding/slow/trial'),
    onSuccess: ({ isFine, problem, milliseconds }) =>
      showToast({
        text: isFine
          ? t('understanding.slow.fine', { milliseconds })
          : t('understanding.slow.notFine', { problem: problem ?? '' }),
      }),
  });
  return { save, trial };
}
