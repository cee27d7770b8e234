import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { MoreList } from '../../components/more-list.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { floodQueries } from './queries.ts';

/** Senders of whom a colleague said that they are no flood. */
export function Trusted({ mayManage }: { mayManage: boolean }) {
  const found = useInfiniteQuery(floodQueries.trusted());
  const trusted = found.data?.pages.flatMap((page) => page.items) ?? [];
  const queryClient = useQueryClient();
  const distrust = useMutation({
    mutationFn: (accountId: string) => api.delete(`/inbox/flood-brake/trusted/${accountId}`),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: floodQueries.trusted().queryKey });
      showToast({ text: t('floods.did.distrusted') });
    },
    onError: toastError,
  });
  const none = <p className="muted">{t('floods.trusted.none')}</p>;
  return (
    <MoreList found={found} label={t('floods.trusted')} empty={none}>
      {trusted.map(({ accountId, name, network, byName, at }) => (
        <li key={accountId} className="flood-post">
          <NetworkIcon network={network} />
          <span className="grow">
            <strong dir="auto">{name}</strong>{' '}
            <span className="faint">
              {t('floods.trusted.by', { name: byName })} <Time at={at} />
            </span>
          </span>
          {mayManage && (
            <Button size="s" onClick={() => distrust.mutate(accountId)}>
              {t('floods.distrust')}
            </Button>
          )}
        </li>
      ))}
    </MoreList>
  );
}
