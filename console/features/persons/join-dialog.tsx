import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PersonAccount, PersonView } from '#people/persons/schema.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import { personQueries } from './queries.ts';
import { useJoin } from './use-join.ts';

/** Decides that another account is the same person: find it, choose which name leads, see what it makes, give the reason. */
export function JoinDialog({
  person,
  isOpen,
  onClose,
}: {
  person: PersonView;
  isOpen: boolean;
  onClose(): void;
}) {
  const [q, setQ] = useState('');
  const [other, setOther] = useState<PersonAccount | null>(null);
  const [lead, setLead] = useState(person.leadAccountId);
  const [reason, setReason] = useState('');
  const join = useJoin();
  const known = new Set(person.accounts.map((account) => account.id));
  const found =
    useQuery({ ...personQueries.accounts(q), enabled: isOpen && q.trim().length >= 2 }).data ?? [];
  const accountIds = other === null ? [] : [person.leadAccountId, other.id];
  const preview = useQuery(personQueries.preview(accountIds, lead)).data;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await join('/persons/join', { accountIds, leadAccountId: lead, reason }, t('persons.did.joined'))) {
      setOther(null);
      setReason('');
      onClose();
    }
  };
  return (
    <Dialog
      title={t('persons.join.title', { name: person.name })}
      text={t('persons.join.text')}
      isOpen={isOpen}
      onOpenChange={onClose}
    >
      <form className="person-join" onSubmit={(event) => void submit(event)}>
        <TextField label={t('persons.join.find')} value={q} onChange={(event) => setQ(event.target.value)} />
        <ul className="person-accounts">
          {found
            .filter((account) => !known.has(account.id))
            .map((account) => (
              <li key={account.id}>
                <label className="person-choice">
                  <input
                    type="radio"
                    name="other"
                    checked={other?.id === account.id}
                    onChange={() => setOther(account)}
                  />
                  <NetworkIcon network={account.network} />
                  <span className="ellipsis">
                    {[account.displayName, account.handle && `@${account.handle}`].filter(Boolean).join(' ')}
                  </span>
                </label>
              </li>
            ))}
        </ul>
        {other !== null && (
          <>
            <SelectField
              label={t('persons.join.lead')}
              value={lead}
              onChange={(event) => setLead(event.target.value)}
              choices={[...person.accounts, other].map((account) => ({
                value: account.id,
                label: account.displayName ?? account.handle ?? account.id,
              }))}
            />
            {preview !== undefined && (
              <p className="person-preview" role="status">
                {t('persons.join.preview', { name: preview.name, count: preview.accounts.length })}
                {preview.differences.map(({ key, values }) => (
                  <span key={key} className="person-difference">
                    {t('persons.join.difference', { key, values: values.join(' / ') })}
                  </span>
                ))}
              </p>
            )}
            <TextField
              label={t('persons.join.reason')}
              hint={t('persons.join.reason.hint')}
              required
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
        <Button type="submit" variant="primary" disabled={other === null || reason.trim() === ''}>
          {t('persons.join')}
        </Button>
      </form>
    </Dialog>
  );
}
