import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Unlink, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { PersonAccount, PersonView } from '#people/persons/schema.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { t, tn } from '../../i18n/index.ts';
import { PersonSegments } from '../segments/person-segments.tsx';
import { JoinDialog } from './join-dialog.tsx';
import './persons.css';
import { personQueries } from './queries.ts';
import { SplitDialog } from './split-dialog.tsx';
import { Suggestions } from './suggestions.tsx';
import { Timeline } from './timeline.tsx';

/** Who is behind an account: all his accounts, what is known of him, who else he may be, and one timeline over channels. */
export function PersonPanel({ accountId }: { accountId: string }) {
  const queryClient = useQueryClient();
  const { data: person } = useQuery(personQueries.of(accountId));
  useLive('person.changed', () => void queryClient.invalidateQueries({ queryKey: ['persons'] }));
  if (person === undefined) return null;
  return (
    <section className="person-panel" aria-label={t('persons.panel')}>
      <header className="person-panel-head">
        <h3>
          {person.accounts.length > 1 ? tn('persons.accounts', person.accounts.length) : t('persons.panel')}
        </h3>
        <JoinButton person={person} />
      </header>
      {person.accounts.length > 1 && <Accounts person={person} />}
      <PersonSegments accountId={accountId} />
      <Suggestions person={person} />
      {person.claims.length > 0 && (
        <dl className="person-claims">
          {person.claims.map((claim) => (
            <div key={claim.id}>
              <dt>{claim.key}</dt>
              <dd
                title={t('persons.claim.source', {
                  source: claim.source,
                  percent: Math.round(claim.confidence * 100),
                })}
              >
                {claim.value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Timeline accountId={accountId} />
    </section>
  );
}

function Accounts({ person }: { person: PersonView }) {
  const can = useCan();
  const [leaving, setLeaving] = useState<PersonAccount | null>(null);
  return (
    <ul className="person-accounts">
      {person.accounts.map((account) => (
        <li key={account.id}>
          <NetworkIcon network={account.network} />
          <span className="ellipsis grow">{nameOf(account)}</span>
          {account.id === person.leadAccountId && <span className="faint">{t('persons.lead')}</span>}
          {can('persons.join') && (
            <IconButton
              size="s"
              icon={Unlink}
              label={t('persons.split', { name: nameOf(account) })}
              onClick={() => setLeaving(account)}
            />
          )}
        </li>
      ))}
      <SplitDialog account={leaving} onClose={() => setLeaving(null)} />
    </ul>
  );
}

function JoinButton({ person }: { person: PersonView }) {
  const can = useCan();
  const [isOpen, setIsOpen] = useState(false);
  if (!can('persons.join')) return null;
  return (
    <>
      <Button size="s" variant="ghost" icon={UserPlus} onClick={() => setIsOpen(true)}>
        {t('persons.join')}
      </Button>
      <JoinDialog person={person} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </>
  );
}

function nameOf(account: PersonAccount): string {
  return account.displayName ?? account.handle ?? account.id;
}
