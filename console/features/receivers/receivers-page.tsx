import { useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { ExchangePage, type Secret } from '../../components/exchange/exchange-page.tsx';
import { t } from '../../i18n/index.ts';
import { receiverQueries } from './queries.ts';
import { ReceiverForm } from './receiver-form.tsx';
import { ReceiverLog } from './receiver-log.tsx';
import { ReceiverRow } from './receiver-row.tsx';
import './receivers.css';
import type { SavedReceiver } from './types.ts';

/** Addresses at which other programs hand in posts, and what came. */
export function ReceiversPage() {
  return (
    <ExchangePage
      area="receivers"
      icon={Inbox}
      all={useQuery(receiverQueries.all())}
      secretsOf={secretsOf}
      row={ReceiverRow}
      form={ReceiverForm}
      log={ReceiverLog}
    />
  );
}

function secretsOf({ address, secret }: SavedReceiver): Secret[] {
  const said = [
    { label: t('receivers.address'), value: address, hint: t('receivers.once') },
    { label: t('receivers.secret'), value: secret, hint: t('receivers.secret.hint') },
  ];
  return said.flatMap(({ value, ...rest }) => (value === null ? [] : [{ value, ...rest }]));
}
