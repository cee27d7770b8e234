import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import type { SavedView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { ConditionPreview } from '../../components/conditions/condition-preview.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { inputOf, otherFilters, SORTS, STATUSES, type ViewDraft, withFilter } from './draft.ts';
import { DraftCount } from './draft-count.tsx';
import './views.css';

interface ViewFormProps {
  start: ViewDraft;
  viewId: string | undefined;
  onSaved(view: SavedView): void;
}

/** What a view shows, with what it would show now. */
export function ViewForm({ start, viewId, onSaved }: ViewFormProps) {
  const [draft, setDraft] = useState(start);
  const queryClient = useQueryClient();
  const change = (changed: Partial<ViewDraft>) => setDraft((before) => ({ ...before, ...changed }));
  const { kind, ...changes } = inputOf(draft);
  const save = useMutation({
    mutationFn: () =>
      viewId === undefined
        ? api.post<SavedView>('/inbox/views', { kind, ...changes })
        : api.patch<SavedView>(`/inbox/views/${viewId}`, changes),
    onSuccess: async (view) => {
      await queryClient.invalidateQueries({ queryKey: ['inbox', 'views'] });
      await queryClient.invalidateQueries({ queryKey: [kind, 'counts', 'views'] });
      void queryClient.removeQueries({ queryKey: [kind, 'list'] });
      showToast({ text: t('inbox.views.savedAs', { name: view.name }) });
      onSaved(view);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changes.name !== '') save.mutate();
  };
  const others = otherFilters(draft.query);
  return (
    <form className="view-form" onSubmit={submit} noValidate>
      <TextField
        label={t('common.name')}
        value={draft.name}
        maxLength={80}
        placeholder={t('views.example')}
        onChange={(event) => change({ name: event.target.value })}
      />
      <div className="view-row">
        <SelectField
          label={t('views.status')}
          value={draft.query['status'] ?? STATUSES[kind][0]}
          choices={STATUSES[kind].map((value) => ({ value, label: t(`views.status.${value}`) }))}
          onChange={(event) => change({ query: withFilter(draft, 'status', event.target.value) })}
        />
        <SelectField
          label={t('inbox.sort')}
          value={draft.query['sort'] ?? SORTS[kind][0]}
          choices={SORTS[kind].map((value) => ({ value, label: t(`views.sort.${value}`) }))}
          onChange={(event) => change({ query: withFilter(draft, 'sort', event.target.value) })}
        />
      </div>
      <Section title={t('views.which')} text={t(`views.which.${kind}`)}>
        <ConditionEditor value={draft.when} onChange={(when) => change({ when })} />
        {others.length > 0 && <p className="muted">{t('views.others', { names: others.join(', ') })}</p>}
        <DraftCount kind={kind} query={draft.query} when={draft.when} />
      </Section>
      <Section title={t('views.tried')}>
        <ConditionPreview condition={draft.when} />
      </Section>
      <Checkbox
        label={t('inbox.views.shared')}
        isOn={draft.isShared}
        onChange={(isShared) => change({ isShared })}
      />
      <FormError error={save.error} />
      <div className="form-actions">
        <Button type="submit" variant="primary" isBusy={save.isPending} disabled={changes.name === ''}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
