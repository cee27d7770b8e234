import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import type { ReceiverWish } from './types.ts';

type Signature = ReceiverWish['signature'];
const SCHEMES = ['none', 'standard', 'hmac'] as const;

const FIRST: Record<Signature['scheme'], Signature> = {
  none: { scheme: 'none' },
  standard: { scheme: 'standard' },
  hmac: { scheme: 'hmac', header: 'x-hub-signature-256', prefix: 'sha256=', encoding: 'hex' },
};

interface SignatureFieldsProps {
  wish: ReceiverWish;
  isNew: boolean;
  onChange(more: Partial<ReceiverWish>): void;
}

/** How the sender shows that it is the one. */
export function SignatureFields({ wish: { signature, secret }, isNew, onChange }: SignatureFieldsProps) {
  const scheme = SCHEMES.find((one) => one === signature.scheme) ?? 'none';
  return (
    <>
      <SelectField
        label={t('receivers.scheme')}
        value={scheme}
        onChange={(event) => onChange({ signature: FIRST[event.target.value as Signature['scheme']] })}
        choices={SCHEMES.map((value) => ({ value, label: t(`receivers.scheme.${value}`) }))}
      />
      {signature.scheme === 'hmac' && (
        <div className="receiver-pair">
          <TextField
            label={t('receivers.header')}
            required
            value={signature.header}
            onChange={(event) => onChange({ signature: { ...signature, header: event.target.value } })}
          />
          <TextField
            label={t('receivers.prefix')}
            value={signature.prefix ?? ''}
            onChange={(event) => onChange({ signature: { ...signature, prefix: event.target.value } })}
          />
          <SelectField
            label={t('receivers.encoding')}
            value={signature.encoding ?? 'hex'}
            onChange={(event) =>
              onChange({ signature: { ...signature, encoding: event.target.value as 'hex' | 'base64' } })
            }
            choices={['hex', 'base64'].map((value) => ({ value, label: value }))}
          />
        </div>
      )}
      {signature.scheme !== 'none' && (
        <TextField
          label={t('receivers.secret')}
          hint={
            isNew
              ? t(signature.scheme === 'standard' ? 'receivers.secret.make' : 'receivers.secret.hint')
              : t('receivers.secret.keep')
          }
          required={isNew && signature.scheme === 'hmac'}
          autoComplete="off"
          value={secret ?? ''}
          onChange={(event) => onChange({ secret: event.target.value })}
        />
      )}
    </>
  );
}
