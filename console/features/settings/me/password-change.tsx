import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../../api/errors.ts';
import { Button } from '../../../components/button.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { showToast } from '../../../components/toast-store.ts';
import { useCountdown } from '../../../components/use-countdown.ts';
import { t } from '../../../i18n/index.ts';
import { auth } from '../../sign-in/auth.ts';
import { PasswordField } from '../../sign-in/password-field.tsx';

export function PasswordChange() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: () => auth.post('/change-password', { currentPassword: current, newPassword: next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      void queryClient.invalidateQueries({ queryKey: ['devices'] });
      showToast({ text: t('settings.password.done') });
    },
  });
  const isWaiting = useCountdown(change.error) > 0;
  const code = change.error instanceof ApiError ? change.error.code : '';
  const isWrong = code === 'INVALID_PASSWORD';
  const isWeak = code === 'sign_in.password_weak';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <PasswordField
        label={t('settings.password.current')}
        autoComplete="current-password"
        value={current}
        error={isWrong ? change.error?.message : undefined}
        onValue={setCurrent}
      />
      <PasswordField
        label={t('signIn.newPassword')}
        hint={t('signIn.newPassword.hint')}
        autoComplete="new-password"
        value={next}
        error={isWeak ? change.error?.message : undefined}
        onValue={setNext}
      />
      {!isWrong && !isWeak && <FormError error={change.error} />}
      <div className="form-actions">
        <Button type="submit" isBusy={change.isPending} disabled={isWaiting || current === '' || next === ''}>
          {t('signIn.reset.submit')}
        </Button>
      </div>
    </form>
  );
}
