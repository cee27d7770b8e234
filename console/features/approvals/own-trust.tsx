import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../components/badge.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { Meter } from './meter.tsx';
import { t } from '../../i18n/index.ts';
import { approvalQueries } from './queries.ts';

/** On which channels the reader's replies leave at once, and how far he is on the others. */
export function OwnTrust() {
  const trust = useQuery(approvalQueries.trust(true)).data ?? [];
  if (trust.length === 0) return null;
  return (
    <ul className="approval-trust" aria-label={t('approvals.trust.mine')}>
      {trust.map(({ network, isTrusted, streak, needed, reason }) => (
        <li key={network}>
          <strong>{networkName(network)}</strong>
          {isTrusted ? (
            <Badge tone="ok">{t('approvals.trusted')}</Badge>
          ) : (
            <Meter value={streak} most={needed} label={t('approvals.trust.progress', { streak, needed })} />
          )}
          {reason !== null && <span className="muted">{reason}</span>}
        </li>
      ))}
    </ul>
  );
}
