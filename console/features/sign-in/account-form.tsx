import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { useCountdown } from '../../components/use-countdown.ts';
import { t } from '../../i18n/index.ts';
import { EmailField } from './email-field.tsx';
import { PasswordField } from './password-field.tsx';

export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

interface AccountFormProps {
  submit: string;
  /** Given by the invitation; otherwise it is asked for. */
  email?: string;
  onSubmit(account: NewAccount): Promise<unknown>;
  onDone(): void;
}

/** Name, address and password of a new account: for the owner and for whoever was invited. */
export function AccountForm({ submit, email: fixed, onSubmit, onDone }: AccountFormProps) {
  const [account, setAccount] = useState<NewAccount>({ name: '', email: fixed ?? '', password: '' });
  const change = (part: Partial<NewAccount>) => setAccount((before) => ({ ...before, ...part }));
  const make = useMutation({ mutationFn: () => onSubmit(account), onSuccess: onDone });
  const problem = make.error instanceof ApiError ? make.error : null;
  const isWaiting = useCountdown(make.error) > 0;
  const weak = problem?.code === 'sign_in.password_weak' ? problem.message : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('signIn.name')}
        hint={t('signIn.name.hint')}
        name="name"
        autoComplete="name"
        required
        maxLength={120}
        autoFocus
        value={account.name}
        error={problem?.fieldMessage('name')}
        onChange={(event) => change({ name: event.target.value })}
      />
      <EmailField
        value={account.email}
        onValue={(email) => change({ email })}
        readOnly={fixed !== undefined}
        error={problem?.fieldMessage('email')}
      />
      <PasswordField
        label={t('signIn.password')}
        hint={t('signIn.newPassword.hint')}
        name="password"
        autoComplete="new-password"
        value={account.password}
        error={weak ?? problem?.fieldMessage('password')}
        onValue={(password) => change({ password })}
      />
      {weak === undefined && <FormError error={make.error} />}
      <Button type="submit" variant="primary" isBusy={make.isPending} disabled={isWaiting}>
        {submit}
      </Button>
    </form>
  );
}
