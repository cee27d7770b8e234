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

type Target = Suspensions['targets'][number];
const EVERYTHING = 'everything';
const keyOf = ({ scope, target }: Pick<Target, 'scope' | 'target'>) => `${scope} ${target}`;

/** What to suspend, and why. The list may change while it is open: the choice stays what was chosen, and the server refuses what is gone. */
export function SuspendForm({ targets, isBusy, onSubmit, onCancel }: SuspendFormProps) {
  const [chosen, setChosen] = useState<Target>();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const choices = [
    { value: EVERYTHING, label: t('outbox.suspension.everything') },
    ...targets.flatMap(({ scope, target, label }) =>
      scope === 'everything'
        ? []
        : { value: keyOf({ scope, target }), label: t(`outbox.suspension.scope.${scope}`, { label }) },
    ),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setError(t('outbox.suspension.reason.missing'));
    onSubmit({ scope: chosen?.scope ?? 'everything', target: chosen?.target ?? null, reason: reason.trim() });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <SelectField
        label={t('outbox.suspension.scope')}
        choices={choices}
        value={chosen ? keyOf(chosen) : EVERYTHING}
        onChange={(event) => setChosen(targets.find((one) => keyOf(one) === event.target.value))}
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
