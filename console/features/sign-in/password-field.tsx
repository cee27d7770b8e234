import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import './password-field.css';

interface PasswordFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'type'> {
  label: string;
  hint?: string;
  error?: string;
  value: string;
  onValue(value: string): void;
  /** `new-password` lets the browser offer one. */
  autoComplete: 'current-password' | 'new-password';
}

/** A password, with a button to look at it. */
export function PasswordField({ label, hint, error, value, onValue, ...input }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <div className="password-field">
          <input
            required
            {...input}
            {...wiring}
            className="input"
            type={isShown ? 'text' : 'password'}
            value={value}
            onChange={(event) => onValue(event.target.value)}
          />
          <IconButton
            label={isShown ? t('common.hidePassword') : t('common.showPassword')}
            icon={isShown ? EyeOff : Eye}
            onClick={() => setShown(!isShown)}
          />
        </div>
      )}
    </Field>
  );
}
