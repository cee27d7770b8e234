import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Chip } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Field, Select, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import type { Who } from './types.ts';
import { keyOf, ROLES, whoOf, wordsOf } from './who.ts';

interface WhoFieldProps {
  label: string;
  hint?: string;
  isOptional?: boolean;
  who: readonly Who[];
  onChange(who: Who[]): void;
  /** Whether somebody without an account may be asked, by a link. */
  allowsMail?: boolean;
}

const MAIL = 'mail';

/** People, roles, teams, and where it is allowed addresses, chosen one after the other. */
export function WhoField({ label, hint, isOptional, who, onChange, allowsMail = false }: WhoFieldProps) {
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const people = useQuery(teamQueries.people()).data ?? [];
  const [isMail, setIsMail] = useState(false);
  const names = new Map([...teams, ...people].map(({ id, name }) => [id, name]));
  const choices: Who[] = [
    ...ROLES.map((role) => ({ kind: 'role' as const, role })),
    ...teams.map(({ id }) => ({ kind: 'team' as const, id })),
    ...people.map(({ id }) => ({ kind: 'person' as const, id })),
  ];
  const taken = new Set(who.map(keyOf));
  const add = (key: string) => {
    const one = whoOf(key);
    if (key === MAIL) setIsMail(true);
    else if (one) onChange([...who, one]);
  };
  return (
    <>
      <Field label={label} hint={hint} isOptional={isOptional}>
        {(wiring) => (
          <div className="approval-who">
            {who.map((one) => (
              <Chip
                key={keyOf(one)}
                removeLabel={t('common.removeNamed', { name: wordsOf(one, names) })}
                onRemove={() => onChange(who.filter((other) => other !== one))}
              >
                {wordsOf(one, names)}
              </Chip>
            ))}
            <Select
              {...wiring}
              className="approval-add"
              value=""
              choices={[
                { value: '', label: t('approvals.who.add') },
                ...choices
                  .filter((one) => !taken.has(keyOf(one)))
                  .map((one) => ({ value: keyOf(one), label: wordsOf(one, names) })),
                ...(allowsMail ? [{ value: MAIL, label: t('approvals.who.mail') }] : []),
              ]}
              onChange={(event) => add(event.target.value)}
            />
          </div>
        )}
      </Field>
      {isMail && (
        <MailWho
          onClose={() => setIsMail(false)}
          onAdd={(one) => {
            if (!taken.has(keyOf(one))) onChange([...who, one]);
            setIsMail(false);
          }}
        />
      )}
    </>
  );
}

function MailWho({ onAdd, onClose }: { onAdd(who: Who): void; onClose(): void }) {
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const isWhole = name.trim() !== '' && /^\S+@\S+\.\S+$/.test(address.trim());
  return (
    <div className="approval-form">
      <div className="approval-pair">
        <TextField
          label={t('approvals.link.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('approvals.link.mail')}
          type="email"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </div>
      <div className="approval-actions">
        <Button
          size="s"
          disabled={!isWhole}
          onClick={() => onAdd({ kind: 'mail', name: name.trim(), address: address.trim().toLowerCase() })}
        >
          {t('common.add')}
        </Button>
        <Button size="s" variant="ghost" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}
