import { Plus } from 'lucide-react';
import { useState } from 'react';
import { languageName } from '#lib/names/index.ts';
import type { CaseTypeView } from '#respond/cases/schema.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Menu } from '../../components/menu.tsx';
import { t } from '../../i18n/index.ts';
import { languagesOf, moved, newQuestion, PLACES, whole, withPlace, withQuestion } from './edit.ts';
import { QuestionRow } from './question-row.tsx';
import { type FormsView, type FormView, putForms, useSaving } from './queries.ts';

interface FormEditorProps {
  form: FormView;
  view: FormsView;
  type: CaseTypeView | undefined;
  onSaved(): void;
  onClose(): void;
}

/** Where a form is offered, what it asks in which order, and the words for it in one language at a time. */
export function FormEditor({ form, view, type, onSaved, onClose }: FormEditorProps) {
  const [draft, setDraft] = useState(form);
  const [language, setLanguage] = useState(view.languages[0] ?? 'en');
  const fields = type?.fields ?? [];
  const free = fields.filter(({ key }) => !draft.questions.some(({ field }) => field === key));
  const save = useSaving(
    () => putForms(view.version, placed(view.forms, whole(draft, view.languages))),
    () => {
      onSaved();
      onClose();
    },
  );
  return (
    <form
      className="stack forms-editor"
      aria-label={t('forms.edit', { name: type?.name ?? '' })}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset className="forms-offered">
        <legend>{t('forms.places')}</legend>
        {PLACES.map((place) => (
          <Checkbox
            key={place}
            label={t(`forms.place.${place}`)}
            hint={t(`forms.place.${place}.hint`)}
            isOn={draft.places.includes(place)}
            onChange={(isIn) => setDraft(withPlace(draft, place, isIn))}
          />
        ))}
      </fieldset>
      <div className="forms-head">
        <SelectField
          label={t('forms.language')}
          value={language}
          onChange={(event) => setLanguage(event.target.value)}
          choices={languagesOf(view.languages).map((value) => ({ value, label: languageName(value) }))}
        />
        <TextField
          label={t('forms.label')}
          isOptional
          lang={language}
          dir="auto"
          maxLength={80}
          placeholder={type?.name}
          value={draft.labels[language] ?? ''}
          onChange={(event) =>
            setDraft({ ...draft, labels: { ...draft.labels, [language]: event.target.value } })
          }
        />
      </div>
      <ol className="forms-questions" aria-label={t('forms.asked')}>
        {draft.questions.map((question, at) => (
          <QuestionRow
            key={question.field}
            question={question}
            field={fields.find(({ key }) => key === question.field)}
            language={language}
            isFirst={at === 0}
            isLast={at === draft.questions.length - 1}
            onChange={(change) => setDraft(withQuestion(draft, at, change))}
            onMove={(by) => setDraft({ ...draft, questions: moved(draft.questions, at, by) })}
            onRemove={() =>
              setDraft({ ...draft, questions: draft.questions.filter((one) => one !== question) })
            }
          />
        ))}
      </ol>
      {fields.length === 0 && <p className="muted">{t('forms.noFields')}</p>}
      {free.length > 0 && (
        <Menu
          trigger={
            <Button size="s" icon={Plus}>
              {t('forms.ask')}
            </Button>
          }
          entries={free.map(({ key, label }) => ({
            label,
            onSelect: () => setDraft({ ...draft, questions: [...draft.questions, newQuestion(key)] }),
          }))}
        />
      )}
      <FormError error={save.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          {t('common.save')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

/** In its place, or at the end. */
function placed(forms: readonly FormView[], form: FormView): FormView[] {
  const isThere = forms.some(({ typeId }) => typeId === form.typeId);
  return isThere ? forms.map((one) => (one.typeId === form.typeId ? form : one)) : [...forms, form];
}
