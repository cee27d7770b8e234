import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Rss } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Section } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { AddFeed } from './add-feed.tsx';
import { alertQueries } from './queries.ts';
import type { Feed } from './types.ts';

interface Address {
  name: string;
  url: string;
}

/** Feeds of all incidents: made, given another address, revoked. An address is shown when it is made, and never again. */
export function Feeds() {
  const [address, setAddress] = useState<Address | null>(null);
  const feeds = useQuery(alertQueries.feeds()).data ?? [];
  return (
    <Section title={t('alerts.feeds')} text={t('alerts.feeds.text')}>
      {feeds.length > 0 ? (
        <ul className="list" aria-label={t('alerts.feeds')}>
          {feeds.map((feed) => (
            <FeedRow key={feed.id} feed={feed} onAddress={setAddress} />
          ))}
        </ul>
      ) : (
        <p className="muted">{t('alerts.feeds.none')}</p>
      )}
      {address === null ? (
        <AddFeed onAdded={setAddress} />
      ) : (
        <div className="alert-feed-address">
          <Callout
            tone="ok"
            title={t('alerts.feeds.address.title')}
            actions={<Button onClick={() => setAddress(null)}>{t('alerts.feeds.address.done')}</Button>}
          >
            <p>{t('alerts.feeds.address.text')}</p>
            <CopyField label={t('alerts.feeds.address', { name: address.name })} value={address.url} />
          </Callout>
        </div>
      )}
    </Section>
  );
}

function FeedRow({ feed, onAddress }: { feed: Feed; onAddress(address: Address | null): void }) {
  const { id, name, readAt } = feed;
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'renew' | 'revoke' | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['alerts', 'feeds'] });
  const renew = useMutation({
    mutationFn: () => api.post<{ url: string }>(`/alerts/feeds/${id}/renew`),
    onSuccess: ({ url }) => {
      onAddress({ name, url });
      void refresh();
    },
  });
  const revoke = useMutation({
    mutationFn: () => api.delete(`/alerts/feeds/${id}`),
    onSuccess: () => {
      onAddress(null);
      showToast({ text: t('alerts.feeds.revoked', { name }) });
      void refresh();
    },
  });
  return (
    <li className="alert-feed">
      <Rss size={16} aria-hidden />
      <span className="alert-name">{name}</span>
      <span className="muted">
        {readAt === null ? (
          t('alerts.feeds.neverRead')
        ) : (
          <>
            {t('alerts.feeds.read')} <Time at={readAt} />
          </>
        )}
      </span>
      <span className="alert-buttons">
        <Button
          size="s"
          aria-label={t('alerts.feeds.renew.named', { name })}
          onClick={() => setAsking('renew')}
        >
          {t('alerts.feeds.renew')}
        </Button>
        <Button
          size="s"
          aria-label={t('alerts.feeds.revoke.named', { name })}
          onClick={() => setAsking('revoke')}
        >
          {t('alerts.feeds.revoke')}
        </Button>
      </span>
      <Confirm
        title={t(`alerts.feeds.${asking ?? 'renew'}.title`, { name })}
        text={t(`alerts.feeds.${asking ?? 'renew'}.text`)}
        confirm={t(`alerts.feeds.${asking ?? 'renew'}`)}
        isDanger={asking === 'revoke'}
        isOpen={asking !== null}
        onOpenChange={(isOpen) => !isOpen && setAsking(null)}
        onConfirm={() => (asking === 'revoke' ? revoke.mutateAsync() : renew.mutateAsync())}
      />
    </li>
  );
}
