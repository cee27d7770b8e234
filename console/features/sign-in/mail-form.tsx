import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { FormError } from '../../components/form-error.tsx';
import { useCountdown } from '../../components/use-countdown.ts';
import { t } from '../../i18n/index.ts';
import { auth } from './auth.ts';
import { EmailField } from './email-field.tsx';

interface MailFormProps {
  /** A link that signs in, or one to choose a new password. */
  kind: 'link' | 'forgot';
  email: string;
  onEmail(email: string): void;
  next: string;
  hasMail: boolean;
  onBack(): void;
}

export function MailForm({ kind, email, onEmail, next, hasMail, onBack }: MailFormProps) {
  const send = useMutation({
    mutationFn: () =>
      kind === 'link'
        ? auth.post('/sign-in/magic-link', { email: email.trim(), callbackURL: next })
        : auth.post('/request-password-reset', { email: email.trim() }),
  });
  const isWaiting = useCountdown(send.error) > 0;
  const back = (
    <button type="button" className="text-button" onClick={onBack}>
      {t('signIn.back')}
    </button>
  );
  if (!hasMail) {
    return (
      <>
        <Callout>{t('signIn.noMail')}</Callout>
        {back}
      </>
    );
  }
  if (send.isSuccess) {
    return (
      <>
        <Callout tone="ok" isUrgent title={t('signIn.sent.title')}>
          {t(`signIn.sent.${kind}`, { email: email.trim() })}
        </Callout>
        {back}
      </>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <EmailField value={email} onValue={onEmail} autoFocus />
      <FormError error={send.error} />
      <Button type="submit" variant="primary" isBusy={send.isPending} disabled={isWaiting}>
        {t('signIn.send')}
      </Button>
      {back}
    </form>
  );
}
