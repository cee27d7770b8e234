import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { useDebounced } from '../../components/use-debounced.ts';
import { t } from '../../i18n/index.ts';
import { personQueries } from '../persons/queries.ts';

/** Finds an account by its handle and takes the person behind it in. */
export function AddCustomer({ onAdd }: { onAdd(accountId: string, name: string): Promise<void> }) {
  const [q, setQ] = useState('');
  const found = useQuery(personQueries.accounts(useDebounced(q, 250))).data ?? [];
  return (
    <div className="segment-add">
      <TextField
        label={t('segments.find')}
        value={q}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setQ(event.target.value)}
      />
      {q.trim().length >= 2 && (
        <ul className="list" aria-label={t('segments.found')}>
          {found.slice(0, 8).map(({ id, network, handle, displayName }) => {
            const name = displayName ?? handle ?? id;
            return (
              <li key={id} className="segment-customer">
                <NetworkIcon network={network} />
                <span className="grow ellipsis">
                  {name} {handle !== null && <span className="muted">@{handle}</span>}
                </span>
                <Button
                  size="s"
                  aria-label={t('segments.takeIn.name', { name })}
                  onClick={() => void onAdd(id, name).then(() => setQ(''))}
                >
                  {t('segments.takeIn')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
