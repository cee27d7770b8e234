import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';

interface EmailFieldProps {
  value: string;
  onValue(value: string): void;
  /** Whether the browser may offer passkeys in the field. */
  withPasskeys?: boolean;
  autoFocus?: boolean;
  readOnly?: boolean;
  error?: string | undefined;
}

/** The address that people sign in with. */
export function EmailField({ value, onValue, withPasskeys = false, ...rest }: EmailFieldProps) {
  return (
    <TextField
      label={t('signIn.email')}
      type="email"
      name="email"
      autoComplete={withPasskeys ? 'username webauthn' : 'username'}
      required
      value={value}
      onChange={(event) => onValue(event.target.value)}
      {...rest}
    />
  );
}
