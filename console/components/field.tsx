import { CircleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { t } from '../i18n/index.ts';
import { classNames } from './class-names.ts';
import './field.css';

export interface FieldWiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  label: string;
  /** How to fill it in, always visible. */
  hint?: ReactNode;
  error?: string;
  isOptional?: boolean;
  /** Gets what ties the control to its label, hint and error. */
  children(wiring: FieldWiring): ReactNode;
  className?: string;
}

/** Label, control, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, isOptional = false, children, className }: FieldProps) {
  const id = useId();
  const describedBy = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={classNames('field', className)}>
      <label className="field-label" htmlFor={id}>
        {label}
        {isOptional && <span className="field-optional">{t('common.optional')}</span>}
      </label>
      {children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <div className="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error !== undefined && (
        <div className="field-error" id={`${id}-error`} role="alert">
          <CircleAlert size={14} aria-hidden />
          {error}
        </div>
      )}
    </div>
  );
}

type Common = Omit<FieldProps, 'children' | 'className'>;

export function TextField({
  label,
  hint,
  error,
  isOptional,
  className,
  ...input
}: Common & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
      {(wiring) => <input type="text" {...input} {...wiring} className="input" />}
    </Field>
  );
}

export function TextAreaField({
  label,
  hint,
  error,
  isOptional,
  className,
  ...input
}: Common & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
      {(wiring) => <textarea rows={3} {...input} {...wiring} className="input" />}
    </Field>
  );
}

export interface Choice {
  value: string;
  label: string;
  isDisabled?: boolean;
}

/** A native select: the platform's own list, on phones too. Give `label` for a visible one, or `aria-label`. */
export function Select({
  choices,
  className,
  ...rest
}: { choices: readonly Choice[] } & ComponentProps<'select'>) {
  return (
    <select {...rest} className={classNames('input', 'select', className)}>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} disabled={choice.isDisabled}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

export function SelectField({
  label,
  hint,
  error,
  isOptional,
  className,
  ...select
}: Common & ComponentProps<typeof Select>) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
      {(wiring) => <Select {...select} {...wiring} />}
    </Field>
  );
}

interface ChoiceFieldProps<Value extends string> extends Pick<Common, 'label' | 'hint'> {
  value: Value;
  values: readonly Value[];
  wordOf(value: Value): string;
  onChoose(value: Value): void;
}

/** One of a few values that are known beforehand. */
export function ChoiceField<Value extends string>({
  values,
  wordOf,
  onChoose,
  ...field
}: ChoiceFieldProps<Value>) {
  return (
    <SelectField
      {...field}
      choices={values.map((value) => ({ value, label: wordOf(value) }))}
      onChange={(event) => onChoose(event.target.value as Value)}
    />
  );
}
