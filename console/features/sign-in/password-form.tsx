import { useMutation } from '@tanstack/react-query';
import { KeyRound, Mail } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { useCountdown } from '../../components/use-countdown.ts';
import { t } from '../../i18n/index.ts';
import { auth } from './auth.ts';
import { EmailField } from './email-field.tsx';
import { offersPasskeys, signInWithPasskey } from './passkey.ts';
import { PasswordField } from './password-field.tsx';

interface PasswordFormProps {
  email: string;
  onEmail(email: string): void;
  hasMail: boolean;
  onEntered(): void;
  /** The password was right; the code of the authenticator app is asked for next. */
  onCode(): void;
  onView(view: 'link' | 'forgot'): void;
}

export function PasswordForm({ email, onEmail, hasMail, onEntered, onCode, onView }: PasswordFormProps) {
  const [password, setPassword] = useState('');
  const byPassword = useMutation({
    mutationFn: () =>
      auth.post<{ twoFactorRedirect?: boolean }>('/sign-in/email', { email: email.trim(), password }),
    onSuccess: (answer) => (answer?.twoFactorRedirect === true ? onCode() : onEntered()),
  });
  const byPasskey = useMutation({
    mutationFn: signInWithPasskey,
    onSuccess: (isIn) => {
      if (isIn === true) onEntered();
    },
  });
  const error = byPassword.error ?? byPasskey.error;
  const isWaiting = useCountdown(error) > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    byPasskey.reset();
    byPassword.mutate();
  };
  return (
    <>
      <form className="form" onSubmit={submit}>
        <EmailField value={email} onValue={onEmail} withPasskeys autoFocus />
        <PasswordField
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onValue={setPassword}
        />
        <FormError error={error} />
        <Button type="submit" variant="primary" isBusy={byPassword.isPending} disabled={isWaiting}>
          {t('signIn.submit')}
        </Button>
        <button type="button" className="text-button" onClick={() => onView('forgot')}>
          {t('signIn.forgot')}
        </button>
      </form>
      {(hasMail || offersPasskeys()) && (
        <div className="gate-ways">
          {offersPasskeys() && (
            <Button
              icon={KeyRound}
              isBusy={byPasskey.isPending}
              disabled={isWaiting}
              onClick={() => {
                byPassword.reset();
                byPasskey.mutate();
              }}
            >
              {t('signIn.byPasskey')}
            </Button>
          )}
          {hasMail && (
            <Button icon={Mail} onClick={() => onView('link')}>
              {t('signIn.byLink')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
