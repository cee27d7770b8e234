import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, serverNow } from '../../../api/client.ts';
import { useUser } from '../../../app/session.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/choice.tsx';
import { SelectField, TextField } from '../../../components/field.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { t, tn } from '../../../i18n/index.ts';
import type { Token } from '../types.ts';

type Reach = 'read' | 'write' | 'some';

export function TokenForm({ onMade }: { onMade(token: Token & { token: string }): void }) {
  const user = useUser();
  const [name, setName] = useState('');
  const [reach, setReach] = useState<Reach>('read');
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const [days, setDays] = useState('90');
  const make = useMutation({
    mutationFn: () =>
      api.post<Token & { token: string }>('/me/tokens', {
        name: name.trim(),
        scopes: reach === 'some' ? scopes : [reach],
        expiresAt: days === '' ? null : new Date(serverNow() + Number(days) * 86_400_000).toISOString(),
      }),
    onSuccess: onMade,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('settings.tokens.name')}
        hint={t('settings.tokens.name.hint')}
        required
        autoFocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={t('settings.tokens.reach')}
        hint={t(`settings.tokens.reach.${reach}.hint`)}
        value={reach}
        onChange={(event) => setReach(event.target.value as Reach)}
        choices={(['read', 'write', 'some'] as const).map((value) => ({
          value,
          label: t(`settings.tokens.reach.${value}`),
        }))}
      />
      {reach === 'some' && (
        <fieldset className="field-group">
          <legend>{t('settings.tokens.scopes')}</legend>
          <div className="scopes">
            {user.permissions.map((permission) => (
              <Checkbox
                key={permission}
                label={permission}
                isOn={scopes.includes(permission)}
                onChange={(isOn) =>
                  setScopes(isOn ? [...scopes, permission] : scopes.filter((one) => one !== permission))
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      <SelectField
        label={t('settings.tokens.expiry')}
        value={days}
        onChange={(event) => setDays(event.target.value)}
        choices={[
          ...['30', '90', '365'].map((value) => ({ value, label: tn('topics.days', Number(value)) })),
          { value: '', label: t('settings.tokens.noExpiry') },
        ]}
      />
      <FormError error={make.error} />
      <div className="form-actions">
        <Button
          type="submit"
          variant="primary"
          isBusy={make.isPending}
          disabled={name.trim() === '' || (reach === 'some' && scopes.length === 0)}
        >
          {t('settings.tokens.submit')}
        </Button>
      </div>
    </form>
  );
}
