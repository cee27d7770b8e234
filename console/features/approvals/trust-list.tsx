import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import { toastError } from '../../components/toast-error.ts';
import { Meter } from './meter.tsx';
import { approvalQueries } from './queries.ts';
import type { TrustView } from './types.ts';
import { WordForm } from './word-form.tsx';

/** Who is trusted on which channel; a lead trusts somebody, or looks at his replies again, and says why. */
export function TrustList({ mayManage }: { mayManage: boolean }) {
  const trust = useQuery(approvalQueries.trust()).data ?? [];
  if (trust.length === 0) return <p className="muted">{t('approvals.trust.empty')}</p>;
  return (
    <ul className="list" aria-label={t('approvals.trust')}>
      {trust.map((one) => (
        <Row key={`${one.userId} ${one.network}`} trust={one} mayManage={mayManage} />
      ))}
    </ul>
  );
}

function Row({ trust, mayManage }: { trust: TrustView; mayManage: boolean }) {
  const { userId, name, network, isTrusted, streak, needed, byName, reason } = trust;
  const queryClient = useQueryClient();
  const [isSaying, setIsSaying] = useState(false);
  const decide = useMutation({
    mutationFn: (words: string) =>
      api.put(`/approvals/trust/${userId}/${network}`, { isTrusted: !isTrusted, reason: words }),
    onSuccess: () => setIsSaying(false),
    onError: toastError,
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['approvals', 'trust'] }),
  });
  const action = t(isTrusted ? 'approvals.distrust' : 'approvals.trustNow');
  return (
    <li className="list-row approval-trust-row">
      <Avatar id={userId} name={name} />
      <div className="row-main">
        <div className="row-title">
          {name} · {networkName(network)}
          {isTrusted ? (
            <Badge tone="ok">{t('approvals.trusted')}</Badge>
          ) : (
            <Meter value={streak} most={needed} label={t('approvals.trust.progress', { streak, needed })} />
          )}
        </div>
        {reason !== null && <p>{byName === null ? reason : `${byName}: ${reason}`}</p>}
        {isSaying && (
          <WordForm
            label={t('approvals.trust.why')}
            start=""
            button={action}
            isBusy={decide.isPending}
            onCancel={() => setIsSaying(false)}
            onSay={(words) => decide.mutate(words)}
          />
        )}
      </div>
      {mayManage && !isSaying && (
        <Button size="s" onClick={() => setIsSaying(true)}>
          {action}
        </Button>
      )}
    </li>
  );
}
