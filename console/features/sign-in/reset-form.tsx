import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import { auth } from './auth.ts';
import { PasswordField } from './password-field.tsx';

/** A new password, from a mailed link or one that an owner made. */
export function ResetForm({ token, onDone }: { token: string; onDone(): void }) {
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => auth.post('/reset-password', { token, newPassword: password }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  if (reset.isSuccess) {
    return (
      <>
        <Callout tone="ok" isUrgent>
          {t('signIn.reset.done')}
        </Callout>
        <Button variant="primary" onClick={onDone}>
          {t('signIn.submit')}
        </Button>
      </>
    );
  }
  return (
    <form className="form" onSubmit={submit}>
      <PasswordField
        label={t('signIn.newPassword')}
        hint={t('signIn.newPassword.hint')}
        autoComplete="new-password"
        autoFocus
        value={password}
        onValue={setPassword}
      />
      <FormError error={reset.error} />
      <Button type="submit" variant="primary" isBusy={reset.isPending}>
        {t('signIn.reset.submit')}
      </Button>
      <button type="button" className="text-button" onClick={onDone}>
        {t('signIn.back')}
      </button>
    </form>
  );
}
