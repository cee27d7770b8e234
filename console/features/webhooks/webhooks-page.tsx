import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Webhook } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { ExchangePage, type Secret } from '../../components/exchange/exchange-page.tsx';
import { t } from '../../i18n/index.ts';
import { EndpointRow } from './endpoint-row.tsx';
import { webhookQueries } from './queries.ts';
import type { SavedEndpoint } from './types.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookLog } from './webhook-log.tsx';
import './webhooks.css';

/** Which of the company's programs are told what, and what became of the messages. */
export function WebhooksPage() {
  const queryClient = useQueryClient();
  const all = useQuery(webhookQueries.all());
  useLive('webhook.changed', () => void queryClient.invalidateQueries({ queryKey: ['webhooks'] }));
  return (
    <ExchangePage
      area="webhooks"
      icon={Webhook}
      all={all}
      secretsOf={secretsOf}
      row={EndpointRow}
      form={WebhookForm}
      log={WebhookLog}
    />
  );
}

function secretsOf({ secret }: SavedEndpoint): Secret[] {
  if (secret === null) return [];
  return [{ label: t('webhooks.secret'), value: secret, hint: t('webhooks.secret.once') }];
}
