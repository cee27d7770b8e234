import { useMutation } from '@tanstack/react-query';
import {
  CircleCheck,
  CirclePause,
  Ellipsis,
  KeyRound,
  Pencil,
  Send,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Menu } from '../../components/menu.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { relativeTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
import type { Endpoint, SavedEndpoint } from './types.ts';

interface EndpointRowProps {
  endpoint: Endpoint;
  onEdit(): void;
  onLog(): void;
  onSecret(endpoint: SavedEndpoint): void;
  onGone(): void;
}

const SHOWN = 4;

export function EndpointRow({ endpoint, onEdit, onLog, onSecret, onGone }: EndpointRowProps) {
  const [isRemoving, setRemoving] = useState(false);
  const { id, name, url, types, formerUntil, problem } = endpoint;
  const test = useMutation({
    mutationFn: () => api.post(`/webhooks/${id}/test`),
    onSuccess: () => showToast({ text: t('webhooks.tested') }),
    onError: toastError,
  });
  const rotate = useMutation({
    mutationFn: () => api.post<SavedEndpoint>(`/webhooks/${id}/secret`),
    onSuccess: onSecret,
    onError: toastError,
  });
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{name}</strong>
          <State endpoint={endpoint} />
        </div>
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
      </div>
      <Button size="s" onClick={onLog}>
        {t('webhooks.log')}
      </Button>
      <Menu
        align="end"
        trigger={<IconButton label={t('webhooks.change', { name })} icon={Ellipsis} />}
        entries={[
          { label: t('webhooks.edit'), icon: Pencil, onSelect: onEdit },
          { label: t('webhooks.test'), icon: Send, onSelect: () => test.mutate() },
          { label: t('webhooks.secret.change'), icon: KeyRound, onSelect: () => rotate.mutate() },
          { label: t('webhooks.remove'), icon: Trash2, isDanger: true, onSelect: () => setRemoving(true) },
        ]}
      />
      <Confirm
        title={t('webhooks.remove.title', { name })}
        text={t('webhooks.remove.text')}
        confirm={t('webhooks.remove')}
        isDanger
        isOpen={isRemoving}
        onOpenChange={setRemoving}
        onConfirm={async () => {
          await api.delete(`/webhooks/${id}`);
          onGone();
        }}
      />
    </li>
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
