import { type ReactNode, useId } from 'react';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FormError } from './form-error.tsx';

interface SaveDialogProps {
  title: string;
  text?: string;
  /** What saves, as `useMutation` gives it. */
  save: { isPending: boolean; error: unknown; mutate(): void };
  /** What the button says. "Save" unless told. */
  label?: string;
  /** Whether what was filled in can be saved. */
  isReady?: boolean;
  onClose(): void;
  children: ReactNode;
}

/** A dialog with a form: cancel, save, and what went wrong. Enter saves. */
export function SaveDialog({
  title,
  text,
  save,
  label = t('common.save'),
  isReady = true,
  onClose,
  children,
}: SaveDialogProps) {
  const form = useId();
  return (
    <Dialog
      title={title}
      {...(text !== undefined && { text })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" isBusy={save.isPending} disabled={!isReady}>
            {label}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !save.isPending) save.mutate();
        }}
      >
        {children}
        <FormError error={save.error} />
      </form>
    </Dialog>
  );
}
