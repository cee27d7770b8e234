import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../../api/client.ts';
import type { BrandAccount } from '../../../api/types.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/choice.tsx';
import { SelectField, TextAreaField, TextField } from '../../../components/field.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { t } from '../../../i18n/index.ts';
import '../settings.css';
import { MailboxEntrance } from './mailbox-entrance.tsx';
import { guessed, type MailboxValues, newMailbox, portFor, settingsOf } from './mailbox-values.ts';
import { leaveToSignIn, signInOf } from './sign-in-elsewhere.ts';

/** Connects a mailbox: both servers are tried before anything is kept, and it is read from then on. */
export function MailboxForm({
  account,
  onConnected,
}: {
  account?: BrandAccount;
  onConnected(account: BrandAccount): void;
}) {
  const [values, setValues] = useState<MailboxValues>(() => newMailbox(account?.handle ?? ''));
  const queryClient = useQueryClient();
  const set = (changes: Partial<MailboxValues>) => setValues((before) => ({ ...before, ...changes }));
  const connect = useMutation({
    mutationFn: async () => {
      const connected = await api.post<BrandAccount>('/brand/accounts', {
        network: 'mail',
        identifier: values.address.trim(),
        password: values.password,
        settings: settingsOf(values),
      });
      if (values.isRead && account === undefined)
        await api.post('/sources', {
          kind: 'mail',
          name: connected.handle,
          config: { mailbox: connected.handle, folders: ['INBOX'], days: 7 },
        });
      return connected;
    },
    onSuccess: async (connected) => {
      await Promise.all(
        ['accounts', 'brand', 'notices', 'sources'].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      );
      onConnected(connected);
    },
  });
  const leave = useMutation({ mutationFn: () => leaveToSignIn(signInOf(values)) });
  const isByPassword = values.entrance === 'password';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isByPassword) connect.mutate();
    else leave.mutate();
  };
  return (
    <form className="form" onSubmit={submit} autoComplete="off">
      <TextField
        label={t('mailbox.address')}
        type="email"
        required
        maxLength={320}
        placeholder="help@example.com"
        value={values.address}
        onChange={(event) => setValues((before) => guessed(before, event.target.value))}
      />
      <TextField
        label={t('mailbox.name')}
        hint={t('mailbox.name.hint')}
        isOptional
        maxLength={200}
        value={values.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <MailboxEntrance values={values} onChange={setValues} />
      <Server
        label={t('mailbox.imap')}
        host={values.imapHost}
        port={values.imapPort}
        security={values.imapSecurity}
        onChange={(host, port, security) => set({ imapHost: host, imapPort: port, imapSecurity: security })}
        kind="imap"
      />
      <Server
        label={t('mailbox.smtp')}
        host={values.smtpHost}
        port={values.smtpPort}
        security={values.smtpSecurity}
        onChange={(host, port, security) => set({ smtpHost: host, smtpPort: port, smtpSecurity: security })}
        kind="smtp"
      />
      <TextAreaField
        label={t('mailbox.signature')}
        isOptional
        maxLength={5000}
        value={values.signature}
        onChange={(event) => set({ signature: event.target.value })}
      />
      <details>
        <summary className="summary">{t('mailbox.more')}</summary>
        <TextField
          label={t('mailbox.user')}
          hint={t('mailbox.user.hint')}
          isOptional
          value={values.user}
          onChange={(event) => set({ user: event.target.value })}
        />
        <TextField
          label={t('mailbox.authServer')}
          hint={t('mailbox.authServer.hint')}
          isOptional
          value={values.authServer}
          onChange={(event) => set({ authServer: event.target.value })}
        />
        <TextField
          label={t('mailbox.receivedBy')}
          hint={t('mailbox.receivedBy.hint')}
          isOptional
          value={values.receivedBy}
          onChange={(event) => set({ receivedBy: event.target.value })}
        />
        <Checkbox
          label={t('mailbox.plus')}
          hint={t('mailbox.plus.hint')}
          isOn={values.hasPlus}
          onChange={(hasPlus) => set({ hasPlus })}
        />
        <Checkbox
          label={t('mailbox.keepsSent')}
          hint={t('mailbox.keepsSent.hint')}
          isOn={values.keepsSent}
          onChange={(keepsSent) => set({ keepsSent })}
        />
        <Checkbox
          label={t('mailbox.subjectToken')}
          hint={t('mailbox.subjectToken.hint')}
          isOn={values.hasSubjectToken}
          onChange={(hasSubjectToken) => set({ hasSubjectToken })}
        />
        <Checkbox
          label={t('mailbox.certificate')}
          hint={t('mailbox.certificate.hint')}
          isOn={values.isCertificateChecked}
          onChange={(isCertificateChecked) => set({ isCertificateChecked })}
        />
      </details>
      {account === undefined && (
        <Checkbox label={t('mailbox.read')} isOn={values.isRead} onChange={(isRead) => set({ isRead })} />
      )}
      <FormError error={connect.error ?? leave.error} />
      <div className="form-actions">
        <Button type="submit" variant="primary" isBusy={connect.isPending || leave.isPending}>
          {t(
            !isByPassword
              ? 'mailbox.signIn'
              : account === undefined
                ? 'mailbox.submit'
                : 'settings.connect.again',
          )}
        </Button>
      </div>
    </form>
  );
}

interface ServerProps {
  label: string;
  kind: 'imap' | 'smtp';
  host: string;
  port: string;
  security: MailboxValues['imapSecurity'];
  onChange(host: string, port: string, security: MailboxValues['imapSecurity']): void;
}

function Server({ label, kind, host, port, security, onChange }: ServerProps) {
  return (
    <fieldset className="mailbox-server">
      <legend>{label}</legend>
      <TextField
        label={t('mailbox.host')}
        required
        placeholder={`${kind}.example.com`}
        autoCapitalize="off"
        spellCheck={false}
        value={host}
        onChange={(event) => onChange(event.target.value, port, security)}
      />
      <TextField
        label={t('mailbox.port')}
        required
        inputMode="numeric"
        value={port}
        onChange={(event) => onChange(host, event.target.value, security)}
      />
      <SelectField
        label={t('mailbox.security')}
        value={security}
        choices={(['tls', 'starttls', 'none'] as const).map((value) => ({
          value,
          label: t(`mailbox.security.${value}`),
        }))}
        onChange={(event) => {
          const chosen = event.target.value as MailboxValues['imapSecurity'];
          onChange(host, portFor(kind, chosen), chosen);
        }}
      />
    </fieldset>
  );
}
