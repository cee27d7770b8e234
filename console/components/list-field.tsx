import { Plus } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { t } from '../i18n/index.ts';
import { Chip } from './badge.tsx';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { addEntries } from './list-entries.ts';
import './list-field.css';

interface ListFieldProps {
  label: string;
  hint?: string;
  error?: string;
  isOptional?: boolean;
  placeholder?: string;
  /** Shown before each entry: `@` or `#`. It is taken off what is typed. */
  sign?: string;
  values: readonly string[];
  onChange(values: string[]): void;
  isDisabled?: boolean;
}

/** Several short texts. Enter, a comma or leaving the field adds one; Backspace in the empty field takes the last one back. */
export function ListField({
  sign = '',
  values,
  onChange,
  placeholder,
  isDisabled,
  ...field
}: ListFieldProps) {
  const [typed, setTyped] = useState('');
  const add = () => {
    if (typed.trim() === '') return;
    onChange(addEntries(values, typed, sign));
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === ',') {
      if (typed.trim() === '' && event.key === 'Enter') return;
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
      event.preventDefault();
      setTyped(values.at(-1)!);
      onChange(values.slice(0, -1));
    }
  };
  return (
    <Field {...field}>
      {(wiring) => (
        <div className="list-field">
          {values.map((value) => (
            <Chip
              key={value}
              removeLabel={t('common.removeNamed', { name: value })}
              onRemove={
                isDisabled === true ? undefined : () => onChange(values.filter((other) => other !== value))
              }
            >
              {sign}
              {value}
            </Chip>
          ))}
          <input
            {...wiring}
            className="list-field-input"
            value={typed}
            readOnly={isDisabled}
            placeholder={values.length === 0 ? placeholder : undefined}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={add}
          />
          {typed.trim() !== '' && (
            <Button
              size="s"
              variant="ghost"
              icon={Plus}
              onMouseDown={(event) => event.preventDefault()}
              onClick={add}
            >
              {t('common.add')}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}
