import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../../../api/client.ts';
import type { BrandAccount } from '../../../api/types.ts';
import { Button } from '../../../components/button.tsx';
import { TextField } from '../../../components/field.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { t } from '../../../i18n/index.ts';
import { PasswordField } from '../../sign-in/password-field.tsx';
import { wholeAddress } from '../../../format/address.ts';
import '../settings.css';

const APP_PASSWORDS = 'https://bsky.app/settings/app-passwords';

interface ConnectFormProps {
  /** When an account is connected again. */
  account?: BrandAccount;
  onConnected(account: BrandAccount): void;
  more?: ReactNode;
}

/** Connects a Bluesky account with an app password, which can only do so much and can be taken back there. */
export function ConnectForm({ account, onConnected, more }: ConnectFormProps) {
  const [identifier, setIdentifier] = useState(account?.handle ?? '');
  const [password, setPassword] = useState('');
  const [service, setService] = useState(account?.service ?? '');
  const queryClient = useQueryClient();
  const connect = useMutation({
    mutationFn: () =>
      api.post<BrandAccount>('/brand/accounts', {
        network: 'bluesky',
        identifier: identifier.trim(),
        password: password.trim(),
        ...(service.trim() !== '' && { service: wholeAddress(service) }),
      }),
    onSuccess: async (connected) => {
      setPassword('');
      await Promise.all(
        ['accounts', 'brand', 'notices'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
      onConnected(connected);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    connect.mutate();
  };
  return (
    <form className="form" onSubmit={submit} autoComplete="off">
      <ol className="how-to">
        <li>
          {t('settings.connect.how1')}{' '}
          <a href={APP_PASSWORDS} target="_blank" rel="noopener noreferrer">
            bsky.app › Settings › Privacy and security › App passwords
          </a>
        </li>
        <li>{t('settings.connect.messages')}</li>
        <li>{t('settings.connect.how2')}</li>
      </ol>
      <TextField
        label={t('settings.connect.handle')}
        hint={t('settings.connect.handle.hint')}
        required
        maxLength={200}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        placeholder="shop.bsky.social"
        value={identifier}
        onChange={(event) => setIdentifier(event.target.value)}
      />
      <PasswordField
        label={t('settings.connect.password')}
        hint={t('settings.connect.password.hint')}
        autoComplete="new-password"
        placeholder="xxxx-xxxx-xxxx-xxxx"
        value={password}
        onValue={setPassword}
      />
      <details open={service !== ''}>
        <summary className="summary">{t('settings.connect.otherServer')}</summary>
        <TextField
          label={t('settings.connect.service')}
          hint={t('settings.connect.service.hint')}
          isOptional
          inputMode="url"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="https://pds.example.com"
          value={service}
          onChange={(event) => setService(event.target.value)}
        />
      </details>
      <FormError error={connect.error} />
      <div className="form-actions">
        <Button type="submit" variant="primary" isBusy={connect.isPending}>
          {account === undefined ? t('settings.connect.submit') : t('settings.connect.again')}
        </Button>
        {more}
      </div>
    </form>
  );
}
