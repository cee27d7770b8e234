import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { useCountdown } from '../../components/use-countdown.ts';
import { t } from '../../i18n/index.ts';
import { auth } from './auth.ts';

interface SecondFactorProps {
  onEntered(): void;
  onBack(): void;
}

/** The code of the authenticator app, or one of the backup codes. */
export function SecondFactorForm({ onEntered, onBack }: SecondFactorProps) {
  const [isBackup, setBackup] = useState(false);
  const [code, setCode] = useState('');
  const [isTrusted, setTrusted] = useState(false);
  const verify = useMutation({
    mutationFn: () =>
      auth.post(isBackup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', {
        code: code.replaceAll(/\s/g, ''),
        ...(isTrusted && { trustDevice: true }),
      }),
    onSuccess: onEntered,
    onError: () => setCode(''),
  });
  const isWaiting = useCountdown(verify.error) > 0;
  const isOver = verify.error instanceof ApiError && verify.error.code === 'INVALID_TWO_FACTOR_COOKIE';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        key={isBackup ? 'backup' : 'totp'}
        label={isBackup ? t('signIn.backupCode') : t('signIn.totpCode')}
        hint={isBackup ? t('signIn.backupCode.hint') : undefined}
        name="code"
        autoComplete="one-time-code"
        inputMode={isBackup ? 'text' : 'numeric'}
        maxLength={isBackup ? 40 : 7}
        spellCheck={false}
        autoCapitalize="off"
        required
        autoFocus
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Checkbox
        label={t('signIn.trust')}
        hint={t('signIn.trust.hint')}
        isOn={isTrusted}
        onChange={setTrusted}
      />
      <FormError error={verify.error} />
      {isOver ? (
        <Button variant="primary" onClick={onBack}>
          {t('signIn.startAgain')}
        </Button>
      ) : (
        <Button type="submit" variant="primary" isBusy={verify.isPending} disabled={isWaiting}>
          {t('common.continue')}
        </Button>
      )}
      <button
        type="button"
        className="text-button"
        onClick={() => {
          setBackup(!isBackup);
          setCode('');
          verify.reset();
        }}
      >
        {isBackup ? t('signIn.useTotp') : t('signIn.useBackup')}
      </button>
      <button type="button" className="text-button" onClick={onBack}>
        {t('signIn.otherAccount')}
      </button>
    </form>
  );
}
