import { type ReactNode, useState } from 'react';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FormError } from './form-error.tsx';

interface ConfirmProps {
  title: string;
  /** What will happen, what stays, and whether it can be undone. */
  text: string;
  /** The verb, never "OK". */
  confirm: string;
  isDanger?: boolean;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  /** The dialog closes when it resolves and shows why when it does not. */
  onConfirm(): Promise<unknown>;
  children?: ReactNode;
}

/** Asks once more before something that cannot simply be undone. */
export function Confirm({
  title,
  text,
  confirm,
  isDanger = false,
  isOpen,
  onOpenChange,
  onConfirm,
  children,
}: ConfirmProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const change = (next: boolean) => {
    if (!next) setError(null);
    onOpenChange(next);
  };
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      change(false);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      text={text}
      isOpen={isOpen}
      onOpenChange={change}
      footer={
        <>
          <Button onClick={() => change(false)}>{t('common.cancel')}</Button>
          <Button variant={isDanger ? 'danger' : 'primary'} isBusy={isBusy} onClick={() => void run()}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      <FormError error={error} />
    </Dialog>
  );
}
