import { useQuery } from '@tanstack/react-query';
import type { BrandAccount } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { t, tn } from '../../i18n/index.ts';
import { countAgainst } from './composer-preview.ts';
import { outboxQueries } from '../outbox/queries.ts';
import { covers } from '../outbox/suspension.ts';

/** The same text went out a moment ago: a second look before it goes out again. */
export function Doubt({ reason, onSend, onDismiss }: { reason: string; onSend(): void; onDismiss(): void }) {
  return (
    <div className="composer-warning row" role="alert">
      <span className="grow">{reason}</span>
      <Button size="s" onClick={onSend}>
        {t('inbox.composer.sendAnyway')}
      </Button>
      <Button size="s" variant="ghost" onClick={onDismiss}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}

export function Warnings({ account, reason }: { account: BrandAccount; reason: string | null }) {
  const suspensions = useQuery(outboxQueries.suspensions()).data?.items ?? [];
  const suspension = suspensions.find((one) => covers(one, account));
  return (
    <div aria-live="polite">
      {account.state === 'refused' && (
        <p className="composer-warning">
          {t('inbox.composer.account.refused', {
            network: account.network,
            handle: account.handle,
            problem: account.problem ?? '',
          })}{' '}
          <a href="/settings/accounts">{t('inbox.composer.account.mend')}</a>
        </p>
      )}
      {reason !== null && <p className="composer-warning">{reason}</p>}
      {suspension !== undefined && (
        <p className="composer-warning">{t('inbox.composer.off', { reason: suspension.reason })}</p>
      )}
    </div>
  );
}

export function Room({ id, count }: { id: string; count: ReturnType<typeof countAgainst> }) {
  const words = count.isOver ? tn('inbox.composer.over', -count.left) : tn('inbox.composer.left', count.left);
  return (
    <span
      id={id}
      className={classNames(
        'composer-room',
        count.isTight && 'composer-room-tight',
        count.isOver && 'composer-room-over',
      )}
      title={words}
    >
      <span className="figures" aria-hidden>
        {count.isOver ? `\u2212${-count.left}` : count.left}
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
