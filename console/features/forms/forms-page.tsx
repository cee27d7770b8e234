import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ClipboardList, Plus } from 'lucide-react';
import { useState } from 'react';
import type { CaseTypeView } from '#respond/cases/schema.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { useUndoKey } from '../../app/undo-key.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Menu } from '../../components/menu.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { caseQueries } from '../cases/queries.ts';
import { newForm, withoutGone } from './edit.ts';
import { FormEditor } from './form-editor.tsx';
import { FormRow } from './form-row.tsx';
import { formQueries, type FormsView, type FormView, putForms, useChanging } from './queries.ts';
import './forms.css';

/** What customers are asked before they write, by the type of case. */
export function FormsPage() {
  const queryClient = useQueryClient();
  useLive('forms.changed', () => void queryClient.invalidateQueries({ queryKey: ['forms'] }));
  useUndoKey(t('forms.title'));
  return (
    <Page title={t('forms.title')} text={t('forms.text')}>
      <div className="stack">
        <WhoCan permission="forms.set-up" action={t('forms.changing')} />
        <Loaded query={useQuery(formQueries.all())} rows={3}>
          {(view) => <Forms view={view} />}
        </Loaded>
      </div>
    </Page>
  );
}

function Forms({ view }: { view: FormsView }) {
  const maySetUp = useCan()('forms.set-up');
  const types = useQuery(caseQueries.types()).data ?? [];
  // What was read when editing began: saving says so, and takes nothing from a colleague who saved meanwhile.
  const [editing, setEditing] = useState<{ form: FormView; view: FormsView } | null>(null);
  const edit = (form: FormView) => setEditing({ form, view });
  const change = useChanging(
    (forms: readonly FormView[]) => putForms(view.version, forms),
    () => offerUndo({ text: t('forms.saved'), undo: () => takeBack(view, types) }),
  );
  const free = types.filter(
    ({ id, isArchived }) => !isArchived && !view.forms.some(({ typeId }) => typeId === id),
  );
  const editor = editing && (
    <FormEditor
      key={editing.form.typeId}
      form={editing.form}
      view={editing.view}
      type={types.find(({ id }) => id === editing.form.typeId)}
      onSaved={() => offerUndo({ text: t('forms.saved'), undo: () => takeBack(editing.view, types) })}
      onClose={() => setEditing(null)}
    />
  );
  const isNew = editing !== null && !view.forms.some(({ typeId }) => typeId === editing.form.typeId);
  return (
    <>
      {view.forms.length === 0 && !editing && (
        <EmptyState icon={ClipboardList} title={t('forms.empty')} text={t('forms.empty.text')} />
      )}
      {view.forms.map((form, at) => (
        <FormRow
          key={form.typeId}
          form={form}
          type={types.find(({ id }) => id === form.typeId)}
          at={at}
          forms={view.forms}
          mayChange={maySetUp && !change.isPending && editing === null}
          onChange={change.mutate}
          onEdit={() => edit(form)}
        >
          {editing?.form.typeId === form.typeId && editor}
        </FormRow>
      ))}
      {isNew && (
        <Section title={types.find(({ id }) => id === editing.form.typeId)?.name ?? ''}>{editor}</Section>
      )}
      {maySetUp && free.length > 0 && !isNew && (
        <Menu
          trigger={<Button icon={Plus}>{t('forms.add')}</Button>}
          entries={free.map(({ id, name }) => ({ label: name, onSelect: () => edit(newForm(id)) }))}
        />
      )}
    </>
  );
}

/** What was asked before, as the next version. */
async function takeBack({ version, forms }: FormsView, types: readonly CaseTypeView[]): Promise<void> {
  await putForms(
    version + 1,
    forms.map((form) => withoutGone(form, types)),
  ).then(() => showToast({ text: t('forms.undone') }), toastError);
}
