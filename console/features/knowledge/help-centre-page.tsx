import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Field, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import './knowledge.css';
import { knowledgeQueries } from './queries.ts';
import type { CentreSettings, CentreView } from './types.ts';

/** Whether there is a public help centre, and how it looks. */
export function HelpCentrePage() {
  const { data, error, refetch } = useQuery(knowledgeQueries.centre());
  return (
    <Page title={t('knowledge.centre')} text={t('knowledge.centre.text')}>
      {data !== undefined ? (
        <Form given={data} />
      ) : error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows count={5} label={t('common.loading')} />
      )}
    </Page>
  );
}

function Form({ given: { url, ...given } }: { given: CentreView }) {
  const mayManage = useCan()('knowledge.manage');
  const queryClient = useQueryClient();
  const [form, setForm] = useState<CentreSettings>(given);
  const [languages, setLanguages] = useState(given.languages.join(', '));
  const set = (part: Partial<CentreSettings>) => setForm({ ...form, ...part });
  const save = useMutation({
    mutationFn: () =>
      api.put('/knowledge/centre', {
        ...form,
        languages: languages.split(/[\s,]+/).filter((tag) => tag !== ''),
      }),
    onSuccess: () =>
      showToast({ text: t(form.isOpen ? 'knowledge.centre.isOpen' : 'knowledge.centre.isClosed') }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['knowledge'] }),
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <WhoCan permission="knowledge.manage" action={t('knowledge.centre.changing')} />
      <fieldset className="stack centre-fields" disabled={!mayManage}>
        <label className="centre-switch">
          <input
            type="checkbox"
            checked={form.isOpen}
            onChange={(event) => set({ isOpen: event.target.checked })}
          />
          {t('knowledge.centre.switch')}
        </label>
        {given.isOpen && (
          <a className="centre-link" href={url} target="_blank" rel="noopener">
            {url} <ExternalLink size={14} aria-hidden />
          </a>
        )}
        <TextField
          label={t('knowledge.centre.name')}
          maxLength={200}
          required
          value={form.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label={t('knowledge.centre.welcome')}
          maxLength={300}
          value={form.welcome}
          onChange={(event) => set({ welcome: event.target.value })}
        />
        <Field label={t('knowledge.centre.colour')} hint={t('knowledge.centre.colour.hint')}>
          {(wiring) => (
            <input
              {...wiring}
              type="color"
              className="centre-colour"
              value={form.colour}
              onChange={(event) => set({ colour: event.target.value })}
            />
          )}
        </Field>
        <TextField
          label={t('knowledge.centre.languages')}
          hint={t('knowledge.centre.languages.hint')}
          value={languages}
          onChange={(event) => setLanguages(event.target.value)}
        />
        <TextField
          type="url"
          label={t('knowledge.centre.contact')}
          hint={t('knowledge.centre.contact.hint')}
          isOptional
          value={form.contactUrl ?? ''}
          onChange={(event) => set({ contactUrl: event.target.value || null })}
        />
        <TextField
          type="url"
          label={t('knowledge.centre.home')}
          isOptional
          value={form.homeUrl ?? ''}
          onChange={(event) => set({ homeUrl: event.target.value || null })}
        />
        <TextField
          type="number"
          min={7}
          max={2000}
          label={t('knowledge.centre.review')}
          hint={t('knowledge.centre.review.hint')}
          isOptional
          value={form.reviewAfterDays ?? ''}
          onChange={(event) =>
            set({ reviewAfterDays: event.target.value === '' ? null : Number(event.target.value) })
          }
        />
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
