import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Field, TextAreaField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { namesOf } from './filters.ts';
import { HandOver } from './hand-over.tsx';
import './members.css';
import { memberQueries } from './queries.ts';
import type { CommunitySettings, CommunityView } from './types.ts';

/** Whether there is a public community, how it looks, and how members come in. */
export function CommunityPage() {
  const { data, error, refetch } = useQuery(memberQueries.community());
  return (
    <Page title={t('members.community')} text={t('members.community.text')}>
      {data !== undefined ? (
        <div className="stack">
          <Form given={data} />
          <HandOver view={data} />
        </div>
      ) : error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows count={5} label={t('common.loading')} />
      )}
    </Page>
  );
}

const WAYS = ['mail', 'password', 'handOver'] as const;

function Form({ given }: { given: CommunityView }) {
  const { url, hasHandOverSecret: _has, ...settings } = given;
  const mayManage = useCan()('members.set-up');
  const queryClient = useQueryClient();
  const [form, setForm] = useState<CommunitySettings>(settings);
  const [languages, setLanguages] = useState(settings.languages.join(', '));
  const [names, setNames] = useState(settings.reservedNames.join('\n'));
  const set = (part: Partial<CommunitySettings>) => setForm({ ...form, ...part });
  const save = useMutation({
    mutationFn: () =>
      api.put('/community/settings', {
        ...form,
        languages: languages.split(/[\s,]+/).filter((tag) => tag !== ''),
        reservedNames: namesOf(names),
      }),
    onSuccess: () =>
      showToast({ text: t(form.isOpen ? 'members.community.isOpen' : 'members.community.isClosed') }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <WhoCan permission="members.set-up" action={t('members.community.changing')} />
      <fieldset className="stack community-fields" disabled={!mayManage}>
        <Switch
          label={t('members.community.open')}
          isOn={form.isOpen}
          onChange={(isOpen) => set({ isOpen })}
        />
        {given.isOpen && (
          <a href={url} target="_blank" rel="noopener">
            {url} <ExternalLink size={14} aria-hidden />
          </a>
        )}
        <Switch
          label={t('members.community.takes')}
          isOn={form.takesMembers}
          onChange={(takesMembers) => set({ takesMembers })}
        />
        <TextField
          label={t('members.community.name')}
          maxLength={200}
          required
          value={form.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label={t('members.community.welcome')}
          maxLength={300}
          value={form.welcome}
          onChange={(event) => set({ welcome: event.target.value })}
        />
        <Field label={t('members.community.colour')} hint={t('members.community.colour.hint')}>
          {(wiring) => (
            <input
              {...wiring}
              type="color"
              value={form.colour}
              onChange={(event) => set({ colour: event.target.value })}
            />
          )}
        </Field>
        <TextField
          label={t('members.community.languages')}
          hint={t('members.community.languages.hint')}
          value={languages}
          onChange={(event) => setLanguages(event.target.value)}
        />
        <TextField
          type="url"
          label={t('members.community.home')}
          isOptional
          value={form.homeUrl ?? ''}
          onChange={(event) => set({ homeUrl: event.target.value || null })}
        />
        <TextAreaField
          label={t('members.community.names')}
          hint={t('members.community.names.hint')}
          isOptional
          value={names}
          onChange={(event) => setNames(event.target.value)}
        />
        <fieldset className="community-ways">
          <legend>{t('members.community.ways')}</legend>
          {WAYS.map((way) => (
            <Switch
              key={way}
              label={t(`members.way.${way}`)}
              isOn={form.ways[way]}
              onChange={(isOn) => set({ ways: { ...form.ways, [way]: isOn } })}
            />
          ))}
        </fieldset>
        <FormError error={save.error} />
        <div>
          <Button type="submit" variant="primary" isBusy={save.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}

function Switch({ label, isOn, onChange }: { label: string; isOn: boolean; onChange(isOn: boolean): void }) {
  return (
    <label className="community-switch">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
