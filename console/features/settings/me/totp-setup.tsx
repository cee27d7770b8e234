import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { CopyField } from '../../../components/copy-field.tsx';
import { TextField } from '../../../components/field.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { useCountdown } from '../../../components/use-countdown.ts';
import { t } from '../../../i18n/index.ts';
import { auth } from '../../sign-in/auth.ts';
import { QrPicture } from '../qr/qr-picture.tsx';
import { secretOfUri } from './otpauth.ts';

interface TotpSetupProps {
  uri: string;
  onVerified(): void;
  onCancel(): void;
}

/** Scan, or type the secret; then prove it with a code. Until then nothing changes. */
export function TotpSetup({ uri, onVerified, onCancel }: TotpSetupProps) {
  const [code, setCode] = useState('');
  const verify = useMutation({
    mutationFn: () => auth.post('/two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') }),
    onSuccess: onVerified,
    onError: () => setCode(''),
  });
  const isWaiting = useCountdown(verify.error) > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate();
  };
  return (
    <div className="totp-setup">
      <QrPicture text={uri} label={t('settings.totp.qr')} />
      <form className="form" onSubmit={submit}>
        <p className="muted">
          {t('settings.totp.scan')} <a href={uri}>{t('settings.totp.openApp')}</a>
        </p>
        <CopyField
          label={t('settings.totp.secret')}
          value={secretOfUri(uri)}
          hint={t('settings.totp.secret.hint')}
        />
        <TextField
          label={t('signIn.totpCode')}
          hint={t('settings.totp.code.hint')}
          required
          autoFocus
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <FormError error={verify.error} />
        <div className="form-actions">
          <Button type="submit" variant="primary" isBusy={verify.isPending} disabled={isWaiting}>
            {t('settings.totp.verify')}
          </Button>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
        </div>
      </form>
    </div>
  );
}
