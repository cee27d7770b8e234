import { type FormEvent, useState } from 'react';
import type { Suspensions } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';

export interface SuspendWish {
  scope: Suspensions['targets'][number]['scope'];
  target: string | null;
  reason: string;
}

interface SuspendFormProps {
  targets: Suspensions['targets'];
  isBusy: boolean;
  onSubmit(wish: SuspendWish): void;
  onCancel(): void;
}

/** What to suspend, and why. */
export function SuspendForm({ targets, isBusy, onSubmit, onCancel }: SuspendFormProps) {
  const [chosen, setChosen] = useState(0);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const choices = [
    { value: '0', label: t('outbox.suspension.everything') },
    ...targets.flatMap(({ scope, label }, index) =>
      scope === 'everything'
        ? []
        : { value: String(index + 1), label: t(`outbox.suspension.scope.${scope}`, { label }) },
    ),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setError(t('outbox.suspension.reason.missing'));
    const target = targets[chosen - 1];
    onSubmit({ scope: target?.scope ?? 'everything', target: target?.target ?? null, reason: reason.trim() });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <SelectField
        label={t('outbox.suspension.scope')}
        choices={choices}
        value={String(chosen)}
        onChange={(event) => setChosen(Number(event.target.value))}
      />
      <TextField
        label={t('outbox.suspension.reason')}
        hint={t('outbox.suspension.reason.hint')}
        error={error}
        value={reason}
        maxLength={500}
        autoFocus
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        <Button type="submit" variant="danger" isBusy={isBusy}>
          {t('outbox.suspension.start')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
