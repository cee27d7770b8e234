import { useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { CaseTypeView } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { keyFor } from './field-key.ts';

type Draft = CaseTypeView['fields'][number];
const KINDS = ['text', 'number', 'date', 'choice', 'yes-no'] as const;

/** A case type with its fields. The key of a field stays, whatever it is called later. */
export function TypeForm({ type, onClose }: { type: CaseTypeView | null; onClose(): void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(type?.name ?? '');
  const [description, setDescription] = useState(type?.description ?? '');
  const [isDefault, setIsDefault] = useState(type?.isDefault ?? false);
  const [fields, setFields] = useState<readonly Draft[]>(type?.fields ?? []);
  const [error, setError] = useState<unknown>(null);
  const change = (index: number, what: Partial<Draft>) =>
    setFields(fields.map((field, at) => (at === index ? { ...field, ...what } : field)));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const keyed = fields.map((field, index) => ({
      ...field,
      key:
        field.key ||
        keyFor(
          field.label,
          fields.slice(0, index).map((one) => one.key || keyFor(one.label, [])),
        ),
      choices: field.choices.map((choice) => choice.trim()).filter(Boolean),
    }));
    const body = { name, description, isDefault, fields: keyed, position: type?.position ?? 0 };
    try {
      await (type === null ? api.post('/cases/types', body) : api.put(`/cases/types/${type.id}`, body));
      showToast({ text: t('cases.types.saved', { name }) });
      await queryClient.invalidateQueries({ queryKey: ['cases'] });
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form className="case-type-form" onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('cases.types.name')}
        value={name}
        required
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('cases.types.description')}
        isOptional
        value={description}
        maxLength={500}
        onChange={(event) => setDescription(event.target.value)}
      />
      {fields.map((field, index) => (
        <OneField
          key={place(index)}
          field={field}
          onChange={(what) => change(index, what)}
          onRemove={() => setFields(fields.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        size="s"
        icon={Plus}
        onClick={() =>
          setFields([
            ...fields,
            { key: '', label: '', kind: 'text', choices: [], isRequired: false, isShown: false },
          ])
        }
      >
        {t('cases.types.field.add')}
      </Button>
      <Checkbox
        label={t('cases.types.default')}
        isOn={isDefault}
        onChange={setIsDefault}
        isDisabled={type?.isDefault}
      />
      {error !== null && <FormError error={error} />}
      <div className="case-panel-actions">
        <Button type="submit" variant="primary">
          {t('common.save')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

/** Fields have no identity until they are saved; rows keep theirs by place. */
function place(index: number): string {
  return `field ${index}`;
}

function OneField({
  field,
  onChange,
  onRemove,
}: {
  field: Draft;
  onChange(what: Partial<Draft>): void;
  onRemove(): void;
}) {
  return (
    <div className="case-field-row">
      <TextField
        label={t('cases.types.field')}
        value={field.label}
        required
        maxLength={80}
        onChange={(event) => onChange({ label: event.target.value })}
      />
      <SelectField
        label={t('cases.types.field.kind')}
        value={field.kind}
        onChange={(event) => onChange({ kind: KINDS.find((kind) => kind === event.target.value) ?? 'text' })}
        choices={KINDS.map((value) => ({ value, label: t(`cases.types.kind.${value}`) }))}
      />
      <IconButton
        icon={Trash2}
        label={t('cases.types.field.remove', { name: field.label })}
        onClick={onRemove}
      />
      {field.kind === 'choice' && (
        <TextAreaField
          className="case-field-more"
          label={t('cases.types.field.choices')}
          value={field.choices.join('\n')}
          onChange={(event) => onChange({ choices: event.target.value.split('\n') })}
        />
      )}
      <Checkbox
        label={t('cases.types.field.required')}
        isOn={field.isRequired}
        onChange={(isRequired) => onChange({ isRequired })}
      />
      <Checkbox
        label={t('cases.types.field.shown')}
        isOn={field.isShown}
        onChange={(isShown) => onChange({ isShown })}
      />
    </div>
  );
}
