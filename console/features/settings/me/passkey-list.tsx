import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button, IconButton } from '../../../components/button.tsx';
import { Callout } from '../../../components/callout.tsx';
import { Confirm } from '../../../components/confirm.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Field } from '../../../components/field.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { Time } from '../../../components/time.tsx';
import { showToast } from '../../../components/toast-store.ts';
import { t } from '../../../i18n/index.ts';
import { auth } from '../../sign-in/auth.ts';
import { canHoldPasskeys } from '../../sign-in/next.ts';
import { addPasskey, canUsePasskeys } from '../../sign-in/passkey.ts';
import { settingsQueries } from '../queries.ts';
import type { Passkey } from '../types.ts';

export function PasskeyList() {
  const { data, error, refetch } = useQuery(settingsQueries.passkeys());
  const [removed, setRemoved] = useState<Passkey | null>(null);
  const queryClient = useQueryClient();
  const renew = () =>
    Promise.all(['passkeys', 'session'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
  return (
    <div className="stack">
      {error !== null && data === undefined && (
        <ErrorState error={error} isSmall onRetry={() => void refetch()} />
      )}
      {data !== undefined && data.length > 0 && (
        <ul className="list">
          {data.map((passkey) => (
            <li className="list-row" key={passkey.id}>
              <KeyRound size={16} aria-hidden />
              <div className="row-main">
                <div className="row-title">{nameOf(passkey)}</div>
                {passkey.createdAt !== null && (
                  <p>
                    {t('settings.passkeys.since')} <Time at={passkey.createdAt} />
                  </p>
                )}
              </div>
              <IconButton
                label={t('common.removeNamed', { name: nameOf(passkey) })}
                icon={Trash2}
                onClick={() => setRemoved(passkey)}
              />
            </li>
          ))}
        </ul>
      )}
      {!canUsePasskeys() || !canHoldPasskeys(globalThis.location.hostname) ? (
        <Callout>
          {t(canUsePasskeys() ? 'settings.passkeys.bareAddress' : 'settings.passkeys.impossible')}
        </Callout>
      ) : (
        <AddPasskey onAdded={() => void renew()} />
      )}
      <Confirm
        title={t('settings.passkeys.remove', { name: removed === null ? '' : nameOf(removed) })}
        text={t('settings.passkeys.removeText')}
        confirm={t('common.remove')}
        isDanger
        isOpen={removed !== null}
        onOpenChange={() => setRemoved(null)}
        onConfirm={async () => {
          await auth.post('/passkey/delete-passkey', { id: removed?.id });
          await renew();
        }}
      />
    </div>
  );
}

function AddPasskey({ onAdded }: { onAdded(): void }) {
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => addPasskey(name.trim()),
    onSuccess: (isDone) => {
      if (isDone !== true) return;
      setName('');
      showToast({ text: t('settings.passkeys.added') });
      onAdded();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <Field label={t('settings.passkeys.name')} hint={t('settings.passkeys.name.hint')}>
        {(wiring) => (
          <div className="copy-field">
            <input
              {...wiring}
              className="input"
              required
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" icon={Plus} isBusy={add.isPending}>
              {t('settings.passkeys.add')}
            </Button>
          </div>
        )}
      </Field>
      <FormError error={add.error} />
    </form>
  );
}

function nameOf(passkey: Passkey): string {
  return passkey.name === null || passkey.name === '' ? t('settings.passkeys.unnamed') : passkey.name;
}
