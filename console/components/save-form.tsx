import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { Button, type ButtonProps } from './button.tsx';
import { FormError } from './form-error.tsx';

interface SaveFormProps {
  /** What saves, as `useMutation` gives it. */
  save: { isPending: boolean; error: unknown; mutate(): void };
  /** Whoever may not, reads what is set and can change nothing. */
  maySave?: boolean;
  /** What the button says. "Save" unless told. */
  label?: string;
  variant?: ButtonProps['variant'];
  className?: string;
  children: ReactNode;
}

/** A form that stands on a page: its fields, what went wrong, and the button that saves. Enter saves. */
export function SaveForm({
  save,
  maySave = true,
  label = t('common.save'),
  variant = 'secondary',
  className,
  children,
}: SaveFormProps) {
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        if (maySave && !save.isPending) save.mutate();
      }}
    >
      <fieldset className="stack plain-fields" disabled={!maySave}>
        {children}
        <FormError error={save.error} />
        {maySave && (
          <div className="form-actions">
            <Button type="submit" variant={variant} isBusy={save.isPending}>
              {label}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}
