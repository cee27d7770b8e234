import { type FormEvent, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { useCountdown } from '../../../components/use-countdown.ts';
import { t } from '../../../i18n/index.ts';
import { PasswordField } from '../../sign-in/password-field.tsx';

interface PasswordPromptProps {
  title: string;
  text: string;
  confirm: string;
  isDanger?: boolean;
  isOpen: boolean;
  onClose(): void;
  onPassword(password: string): Promise<unknown>;
}

/** Asks for the password once more before something about security changes. */
export function PasswordPrompt({
  title,
  text,
  confirm,
  isDanger,
  isOpen,
  onClose,
  onPassword,
}: PasswordPromptProps) {
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const isWaiting = useCountdown(error) > 0;
  const close = () => {
    setPassword('');
    setError(null);
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await onPassword(password);
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} text={text} isOpen={isOpen} onOpenChange={close}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <PasswordField
          label={t('settings.password.current')}
          autoComplete="current-password"
          autoFocus
          value={password}
          onValue={setPassword}
        />
        <FormError error={error} />
        <div className="form-actions">
          <Button
            type="submit"
            variant={isDanger === true ? 'danger' : 'primary'}
            isBusy={isBusy}
            disabled={isWaiting}
          >
            {confirm}
          </Button>
          <Button onClick={close}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
