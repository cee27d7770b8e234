import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../../components/badge.tsx';
import { Button } from '../../../components/button.tsx';
import { showToast } from '../../../components/toast-store.ts';
import { t } from '../../../i18n/index.ts';
import { auth } from '../../sign-in/auth.ts';
import { BackupCodes } from './backup-codes.tsx';
import { PasswordPrompt } from './password-prompt.tsx';
import { TotpSetup } from './totp-setup.tsx';

interface Setup {
  totpURI: string;
  backupCodes: string[];
}

/** The authenticator app: off, being set up, or on. */
export function TotpSettings({ hasTotp }: { hasTotp: boolean }) {
  const [prompt, setPrompt] = useState<'enable' | 'disable' | 'codes' | null>(null);
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const queryClient = useQueryClient();
  const renew = () =>
    Promise.all(['session', 'staff'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
  const run = async (password: string) => {
    if (prompt === 'enable') setSetup(await auth.post<Setup>('/two-factor/enable', { password }));
    else if (prompt === 'codes')
      setCodes((await auth.post<Setup>('/two-factor/generate-backup-codes', { password })).backupCodes);
    else {
      await auth.post('/two-factor/disable', { password });
      setCodes(null);
      await renew();
      showToast({ text: t('settings.totp.off') });
    }
  };
  return (
    <div className="stack">
      {codes !== null ? (
        <BackupCodes codes={codes} onKept={() => setCodes(null)} />
      ) : setup !== null ? (
        <TotpSetup
          uri={setup.totpURI}
          onCancel={() => setSetup(null)}
          onVerified={() => {
            setCodes(setup.backupCodes);
            setSetup(null);
            void renew();
          }}
        />
      ) : (
        <div className="form-actions">
          <Badge tone={hasTotp ? 'ok' : 'neutral'} icon={hasTotp ? CircleCheck : ShieldOff}>
            {t(hasTotp ? 'settings.totp.isOn' : 'settings.totp.isOff')}
          </Badge>
          {hasTotp ? (
            <>
              <Button onClick={() => setPrompt('codes')}>{t('settings.totp.newCodes')}</Button>
              <Button variant="ghost" onClick={() => setPrompt('disable')}>
                {t('settings.totp.disable')}
              </Button>
            </>
          ) : (
            <Button onClick={() => setPrompt('enable')}>{t('settings.totp.enable')}</Button>
          )}
        </div>
      )}
      <PasswordPrompt
        title={t(`settings.totp.prompt.${prompt ?? 'enable'}`)}
        text={t(`settings.totp.prompt.${prompt ?? 'enable'}.text`)}
        confirm={t(prompt === 'disable' ? 'settings.totp.disable' : 'common.continue')}
        isDanger={prompt === 'disable'}
        isOpen={prompt !== null}
        onClose={() => setPrompt(null)}
        onPassword={run}
      />
    </div>
  );
}
