import { Page, Section } from '../../../components/page.tsx';
import { useUser } from '../../../app/session.ts';
import { t } from '../../../i18n/index.ts';
import { PasskeyList } from './passkey-list.tsx';
import { PasswordChange } from './password-change.tsx';
import { TotpSettings } from './totp-settings.tsx';

/** Password, authenticator app and passkeys. */
export function SecurityPage() {
  const user = useUser();
  return (
    <Page title={t('settings.security')} text={t('settings.security.text')}>
      <Section title={t('settings.totp')} text={t('settings.totp.text')}>
        <TotpSettings hasTotp={user.hasTotp} />
      </Section>
      <Section title={t('settings.passkeys')} text={t('settings.passkeys.text')}>
        <PasskeyList />
      </Section>
      <Section title={t('settings.password')} text={t('settings.password.text')}>
        <PasswordChange />
      </Section>
    </Page>
  );
}
