import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Dialog, SidePanel } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { receiverQueries } from './queries.ts';
import { ReceiverForm } from './receiver-form.tsx';
import { ReceiverLog } from './receiver-log.tsx';
import { ReceiverRow } from './receiver-row.tsx';
import './receivers.css';
import type { Receiver, SavedReceiver } from './types.ts';

/** Addresses at which other programs hand in posts, and what came. */
export function ReceiversPage() {
  const queryClient = useQueryClient();
  const { data, error, isPending, refetch } = useQuery(receiverQueries.all());
  const [editing, setEditing] = useState<Receiver | 'new' | null>(null);
  const [reading, setReading] = useState<Receiver | null>(null);
  const [saved, setSaved] = useState<SavedReceiver | null>(null);
  const renew = () => void queryClient.invalidateQueries({ queryKey: ['receivers'] });
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setEditing('new')}>
      {t('receivers.add')}
    </Button>
  );
  const showSaved = (receiver: SavedReceiver) => {
    setEditing(null);
    if (receiver.address !== null || receiver.secret !== null) setSaved(receiver);
    renew();
  };
  return (
    <Page
      title={t('receivers.title')}
      text={t('receivers.text')}
      actions={data?.items.length ? add : undefined}
    >
      <div className="stack">
        {saved !== null && <Made receiver={saved} />}
        {error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={2} label={t('common.loading')} />
        ) : data.items.length === 0 ? (
          <EmptyState
            icon={Inbox}
            title={t('receivers.empty')}
            text={t('receivers.emptyText')}
            actions={add}
          />
        ) : (
          <ul className="list">
            {data.items.map((receiver) => (
              <ReceiverRow
                key={receiver.id}
                receiver={receiver}
                onEdit={() => setEditing(receiver)}
                onLog={() => setReading(receiver)}
                onSaved={showSaved}
                onGone={renew}
              />
            ))}
          </ul>
        )}
      </div>
      <Dialog
        title={
          editing === null || editing === 'new'
            ? t('receivers.add')
            : t('receivers.change', { name: editing.name })
        }
        isOpen={editing !== null}
        onOpenChange={() => setEditing(null)}
        size="l"
      >
        {editing !== null && (
          <ReceiverForm receiver={editing === 'new' ? undefined : editing} onSaved={showSaved} />
        )}
      </Dialog>
      <SidePanel
        title={t('receivers.log.of', { name: reading?.name ?? '' })}
        isOpen={reading !== null}
        onOpenChange={() => setReading(null)}
      >
        {reading !== null && <ReceiverLog id={reading.id} />}
      </SidePanel>
    </Page>
  );
}

function Made({ receiver: { name, address, secret } }: { receiver: SavedReceiver }) {
  return (
    <Callout tone="ok" isUrgent title={t('receivers.made', { name })}>
      {address !== null && (
        <CopyField label={t('receivers.address')} value={address} hint={t('receivers.once')} />
      )}
      {secret !== null && (
        <CopyField label={t('receivers.secret')} value={secret} hint={t('receivers.secret.hint')} />
      )}
    </Callout>
  );
}
