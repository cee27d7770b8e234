import { type FormEvent, useState } from 'react';
import type { PersonAccount } from '#people/persons/schema.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { useJoin } from './use-join.ts';

/** Takes an account out of its person; its posts go with it. */
export function SplitDialog({ account, onClose }: { account: PersonAccount | null; onClose(): void }) {
  const [reason, setReason] = useState('');
  const change = useJoin();
  const name = account?.displayName ?? account?.handle ?? '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (
      account &&
      (await change('/persons/split', { accountId: account.id, reason }, t('persons.did.split')))
    ) {
      setReason('');
      onClose();
    }
  };
  return (
    <Dialog
      title={t('persons.split', { name })}
      text={t('persons.split.text')}
      isOpen={account !== null}
      onOpenChange={onClose}
    >
      <form className="person-join" onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('persons.join.reason')}
          required
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" variant="primary" disabled={reason.trim() === ''}>
          {t('persons.split.do')}
        </Button>
      </form>
    </Dialog>
  );
}
