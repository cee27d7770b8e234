import type { FormEvent, ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { Button } from '../button.tsx';
import { Switch } from '../choice.tsx';
import { TextField } from '../field.tsx';
import { FormError } from '../form-error.tsx';
import './policies.css';
import type { Area, PolicyFormProps } from './policy-page.tsx';

interface PolicyFieldsProps<Input> extends Pick<
  PolicyFormProps<unknown, Input>,
  'isBusy' | 'error' | 'onSave'
> {
  area: Area;
  draft: { name: string; isOn: boolean };
  /** What is sent; undefined while something is missing. */
  input: Input | undefined;
  onChange(changed: { name: string } | { isOn: boolean }): void;
  children: ReactNode;
}

/** A policy's name, whether it is on, and between them what it says. */
export function PolicyFields<Input>({
  area,
  draft,
  input,
  isBusy,
  error,
  onChange,
  onSave,
  children,
}: PolicyFieldsProps<Input>) {
  const isWhole = input !== undefined && draft.name.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) onSave(input);
  };
  return (
    <form className="policy-form" onSubmit={submit} noValidate>
      <TextField
        label={t('common.name')}
        value={draft.name}
        maxLength={120}
        placeholder={t(`${area}.policy.example`)}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      {children}
      <Switch
        label={t(`${area}.policy.isOn`)}
        hint={t(`${area}.policy.isOn.hint`)}
        isOn={draft.isOn}
        onChange={(isOn) => onChange({ isOn })}
      />
      <FormError error={error} />
      <div className="form-actions">
        <Button type="submit" variant="primary" isBusy={isBusy} disabled={!isWhole}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
