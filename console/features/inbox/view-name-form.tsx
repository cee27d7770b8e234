import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';

interface ViewNameFormProps {
  given: string;
  isBusy?: boolean;
  /** Told a name without space around it. */
  onSave(name: string): void;
  onCancel(): void;
  /** What else is asked. */
  children?: ReactNode;
}

/** Asks for the name of a saved view. */
export function ViewNameForm({ given, isBusy = false, onSave, onCancel, children }: ViewNameFormProps) {
  const [typed, setTyped] = useState(given);
  const name = typed.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name !== '') onSave(name);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={t('inbox.views.name')}
        value={typed}
        maxLength={80}
        required
        autoFocus
        onChange={(event) => setTyped(event.target.value)}
      />
      {children}
      <div className="row">
        <Button type="submit" variant="primary" isBusy={isBusy} disabled={name === ''}>
          {t('common.save')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
