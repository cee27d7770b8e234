import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Dialog, SidePanel } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { EndpointRow } from './endpoint-row.tsx';
import { webhookQueries } from './queries.ts';
import type { Endpoint, SavedEndpoint } from './types.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookLog } from './webhook-log.tsx';
import './webhooks.css';

/** Which of the company's programs are told what, and what became of the messages. */
export function WebhooksPage() {
  const queryClient = useQueryClient();
  const { data, error, isPending, refetch } = useQuery(webhookQueries.all());
  const [editing, setEditing] = useState<Endpoint | 'new' | null>(null);
  const [reading, setReading] = useState<Endpoint | null>(null);
  const [saved, setSaved] = useState<SavedEndpoint | null>(null);
  const renew = () => queryClient.invalidateQueries({ queryKey: ['webhooks'] });
  useLive('webhook.changed', () => void renew());
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setEditing('new')}>
      {t('webhooks.add')}
    </Button>
  );
  const showSecret = (endpoint: SavedEndpoint) => {
    if (endpoint.secret !== null) setSaved(endpoint);
    void renew();
  };
  return (
    <Page
      title={t('webhooks.title')}
      text={t('webhooks.text')}
      actions={data?.items.length ? add : undefined}
    >
      <div className="stack">
        {saved !== null && (
          <Callout tone="ok" isUrgent title={t('webhooks.secret', { name: saved.name })}>
            <CopyField
              label={t('webhooks.secret', { name: saved.name })}
              value={saved.secret ?? ''}
              hint={t('webhooks.secret.once')}
            />
          </Callout>
        )}
        {error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={2} label={t('common.loading')} />
        ) : data.items.length === 0 ? (
          <EmptyState
            icon={Webhook}
            title={t('webhooks.empty')}
            text={t('webhooks.emptyText')}
            actions={add}
          />
        ) : (
          <ul className="list">
            {data.items.map((endpoint) => (
              <EndpointRow
                key={endpoint.id}
                endpoint={endpoint}
                onEdit={() => setEditing(endpoint)}
                onLog={() => setReading(endpoint)}
                onSecret={showSecret}
                onGone={() => void renew()}
              />
            ))}
          </ul>
        )}
      </div>
      <Dialog
        title={
          editing === null || editing === 'new'
            ? t('webhooks.add')
            : t('webhooks.change', { name: editing.name })
        }
        isOpen={editing !== null}
        onOpenChange={() => setEditing(null)}
        size="l"
      >
        {editing !== null && (
          <WebhookForm
            endpoint={editing === 'new' ? undefined : editing}
            types={data?.types ?? []}
            onSaved={(endpoint) => {
              setEditing(null);
              showSecret(endpoint);
            }}
          />
        )}
      </Dialog>
      <SidePanel
        title={t('webhooks.log.of', { name: reading?.name ?? '' })}
        isOpen={reading !== null}
        onOpenChange={() => setReading(null)}
      >
        {reading !== null && <WebhookLog id={reading.id} />}
      </SidePanel>
    </Page>
  );
}
