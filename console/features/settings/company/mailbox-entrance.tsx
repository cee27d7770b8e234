import { SelectField, TextField } from '../../../components/field.tsx';
import { t } from '../../../i18n/index.ts';
import { PasswordField } from '../../sign-in/password-field.tsx';
import { type Entrance, ENTRANCES, type ProviderValues } from './mailbox-provider.ts';
import { entered, type MailboxValues } from './mailbox-values.ts';

interface MailboxEntranceProps {
  values: MailboxValues;
  onChange(values: MailboxValues): void;
}

/** How the mailbox is entered: its password, or where its owner signs in. */
export function MailboxEntrance({ values, onChange }: MailboxEntranceProps) {
  const isByPassword = values.entrance === 'password';
  return (
    <>
      <SelectField
        label={t('mailbox.entrance')}
        value={values.entrance}
        choices={ENTRANCES.map((value) => ({ value, label: t(`mailbox.entrance.${value}`) }))}
        onChange={(event) => onChange(entered(values, event.target.value as Entrance))}
      />
      {!isByPassword && <Provider values={values} onChange={onChange} />}
      <PasswordField
        label={t(isByPassword ? 'mailbox.password' : 'mailbox.clientSecret')}
        hint={t(isByPassword ? 'mailbox.password.hint' : 'mailbox.clientSecret.hint')}
        autoComplete="new-password"
        value={values.password}
        onValue={(password) => onChange({ ...values, password })}
      />
    </>
  );
}

function Provider({ values, onChange }: MailboxEntranceProps) {
  const { provider, entrance } = values;
  const field = (name: keyof ProviderValues, isUrl: boolean) => (
    <TextField
      label={t(`mailbox.${name}`)}
      required={name !== 'scope'}
      isOptional={name === 'scope'}
      inputMode={isUrl ? 'url' : 'text'}
      autoCapitalize="off"
      spellCheck={false}
      value={provider[name]}
      onChange={(event) => onChange({ ...values, provider: { ...provider, [name]: event.target.value } })}
    />
  );
  return (
    <>
      <p className="muted">
        {t('mailbox.redirect', { address: `${window.location.origin}/settings/accounts` })}
      </p>
      {field('clientId', false)}
      {entrance === 'google' || (
        <>
          {field('authorizeUrl', true)}
          {field('tokenUrl', true)}
        </>
      )}
      {entrance === 'elsewhere' && field('scope', false)}
    </>
  );
}
