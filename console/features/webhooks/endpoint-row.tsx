import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CirclePause, KeyRound, Send, TriangleAlert } from 'lucide-react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import type { ExchangeActs } from '../../components/exchange/exchange-page.tsx';
import { ExchangeRow } from '../../components/exchange/exchange-row.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { relativeTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
import type { Endpoint, SavedEndpoint } from './types.ts';

const SHOWN = 4;

export function EndpointRow({ item, onSaved, ...acts }: ExchangeActs<SavedEndpoint> & { item: Endpoint }) {
  const { id, url, types, formerUntil, problem } = item;
  const test = useMutation({
    mutationFn: () => api.post(`/webhooks/${id}/test`),
    onSuccess: () => showToast({ text: t('webhooks.tested') }),
    onError: toastError,
  });
  const rotate = useMutation({
    mutationFn: () => api.post<SavedEndpoint>(`/webhooks/${id}/secret`),
    onSuccess: onSaved,
    onError: toastError,
  });
  return (
    <ExchangeRow
      area="webhooks"
      item={item}
      marks={<State endpoint={item} />}
      entries={[
        { label: t('webhooks.test'), icon: Send, onSelect: () => test.mutate() },
        { label: t('webhooks.secret.change'), icon: KeyRound, onSelect: () => rotate.mutate() },
      ]}
      {...acts}
    >
      <p className="webhook-url">{url}</p>
      <p className="webhook-types">
        {types.includes('*')
          ? t('webhooks.allTypes')
          : types.slice(0, SHOWN).map((type) => <Badge key={type}>{type}</Badge>)}
        {types.length > SHOWN && <Badge>+{types.length - SHOWN}</Badge>}
      </p>
      {problem !== null && <p className="webhook-problem">{problem}</p>}
      {formerUntil !== null && (
        <p className="faint">
          {t('webhooks.secret.former')} <Time at={formerUntil} as="exact" />
        </p>
      )}
    </ExchangeRow>
  );
}

function State({ endpoint: { isOn, failingSince } }: { endpoint: Endpoint }) {
  const now = useNow();
  if (!isOn)
    return (
      <Badge icon={CirclePause} tone={failingSince === null ? 'neutral' : 'bad'}>
        {t('webhooks.off')}
      </Badge>
    );
  if (failingSince !== null)
    return (
      <Badge icon={TriangleAlert} tone="warn">
        {t('webhooks.failing', { time: relativeTime(failingSince, now) })}
      </Badge>
    );
  return (
    <Badge icon={CircleCheck} tone="ok">
      {t('webhooks.on')}
    </Badge>
  );
}
