import { type FormEvent, type Ref, useId } from 'react';
import { ApiError } from '../../api/errors.ts';
import { Switch } from '../../components/choice.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import { KINDS } from './kinds.tsx';
import { QueryField } from './query-field.tsx';
import type { QueryProblem, TopicDraft, TopicKind } from './types.ts';

/** The form's id: the button that saves stands further down, where it is always seen. */
export const TOPIC_FORM = 'topic-form';

interface TopicFormProps {
  draft: TopicDraft;
  onChange(part: Partial<TopicDraft>): void;
  problem: QueryProblem | null | undefined;
  /** Folders in use, to choose from. */
  folders: readonly string[];
  error: unknown;
  isNew: boolean;
  mayWrite: boolean;
  onSubmit(event: FormEvent): void;
  queryRef: Ref<HTMLTextAreaElement>;
}

export function TopicForm({
  draft,
  onChange,
  problem,
  folders,
  error,
  isNew,
  mayWrite,
  onSubmit,
  queryRef,
}: TopicFormProps) {
  const listId = useId();
  const isTaken = error instanceof ApiError && error.code === 'topic.name_taken';
  return (
    <form id={TOPIC_FORM} className="topic-form" onSubmit={onSubmit}>
      <div className="topic-form-top">
        <TextField
          label={t('topics.name')}
          value={draft.name}
          maxLength={120}
          required
          autoFocus={isNew}
          disabled={!mayWrite}
          error={isTaken ? error.message : undefined}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <SelectField
          label={t('topics.kind')}
          value={draft.kind}
          disabled={!mayWrite}
          onChange={(event) => onChange({ kind: event.target.value as TopicKind })}
          choices={KINDS.map((kind) => ({ value: kind, label: t(`topics.kind.${kind}`) }))}
        />
        <TextField
          label={t('topics.folder')}
          isOptional
          value={draft.folder ?? ''}
          maxLength={80}
          list={listId}
          disabled={!mayWrite}
          placeholder={t('topics.folder.placeholder')}
          onChange={(event) => onChange({ folder: event.target.value === '' ? null : event.target.value })}
        />
        <datalist id={listId}>
          {folders.map((folder) => (
            <option key={folder} value={folder} />
          ))}
        </datalist>
      </div>
      <QueryField
        ref={queryRef}
        value={draft.query}
        problem={problem}
        isDisabled={!mayWrite}
        onChange={(query) => onChange({ query })}
      />
      <Switch
        label={t('topics.toInbox.label')}
        hint={t('topics.toInbox.hint')}
        isOn={draft.toInbox}
        isDisabled={!mayWrite}
        onChange={(toInbox) => onChange({ toInbox })}
      />
      <TextField
        label={t('topics.cap')}
        isOptional
        hint={t('topics.cap.hint')}
        className="topic-cap"
        inputMode="numeric"
        value={draft.capPerDay === null ? '' : String(draft.capPerDay)}
        disabled={!mayWrite}
        onChange={(event) => onChange({ capPerDay: readCap(event.target.value) })}
      />
      {!isTaken && <FormError error={error} />}
    </form>
  );
}

/** Digits only; nothing is no cap. */
function readCap(text: string): number | null {
  const digits = text.replace(/\D/g, '').slice(0, 8);
  const cap = Math.min(10_000_000, Number(digits));
  return digits === '' || cap === 0 ? null : cap;
}
