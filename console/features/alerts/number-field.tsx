import { useState } from 'react';
import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { wholeNumber } from './draft.ts';

interface NumberFieldProps {
  label: string;
  hint?: string;
  value: number;
  least: number;
  most: number;
  onChange(value: number): void;
}

/** A whole number within bounds; what cannot be one is said at once and changes nothing. */
export function NumberField({ label, hint, value, least, most, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  const isWrong = wholeNumber(text, least, most) === undefined;
  return (
    <TextField
      label={label}
      hint={hint}
      inputMode="numeric"
      value={text}
      error={isWrong ? t('alerts.number', { least: String(least), most: String(most) }) : undefined}
      onChange={(event) => {
        setText(event.target.value);
        const number = wholeNumber(event.target.value, least, most);
        if (number !== undefined) onChange(number);
      }}
    />
  );
}
