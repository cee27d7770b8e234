import { Switch } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import type { FieldValues } from './config.ts';
import type { SourceField } from './types.ts';

interface ConfigFieldsProps {
  fields: readonly SourceField[];
  values: FieldValues;
  onChange(values: FieldValues): void;
  /** The field that the server refused, with its reason. */
  problem?: { field: string; text: string } | null;
  isDisabled?: boolean;
}

/** The form of one kind of source, as its connector describes it. */
export function ConfigFields({ fields, values, onChange, problem, isDisabled = false }: ConfigFieldsProps) {
  return fields.map((field) => {
    const set = (value: FieldValues[string]) => onChange({ ...values, [field.name]: value });
    const value = values[field.name];
    const error = problem?.field === field.name ? problem.text : undefined;
    const label = field.label;
    const hint = field.help ?? undefined;
    if (field.kind === 'boolean') {
      return (
        <Switch
          key={field.name}
          label={label}
          hint={hint}
          isOn={value === true}
          onChange={set}
          isDisabled={isDisabled}
        />
      );
    }
    if (field.kind === 'list') {
      return (
        <ListField
          key={field.name}
          label={label}
          hint={hint ?? t('sources.list.hint')}
          error={error}
          isOptional={!field.required}
          placeholder={field.placeholder ?? undefined}
          values={Array.isArray(value) ? value : []}
          onChange={set}
          isDisabled={isDisabled}
        />
      );
    }
    return (
      <TextField
        key={field.name}
        label={label}
        hint={hint}
        error={error}
        isOptional={!field.required}
        required={field.required}
        type={field.kind === 'number' ? 'number' : 'text'}
        inputMode={field.kind === 'url' ? 'url' : undefined}
        step="any"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={field.placeholder ?? undefined}
        value={typeof value === 'string' ? value : ''}
        disabled={isDisabled}
        onChange={(event) => set(event.target.value)}
      />
    );
  });
}
