import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { moderationQueries } from './queries.ts';
import { SignRow } from './sign-row.tsx';

/** Members who look arranged. Only pointed out: colleagues look, and decide elsewhere. */
export function SignsPanel() {
  const mayDecide = useCan()('moderation.decide');
  const queryClient = useQueryClient();
  const dismiss = useMutation({
    mutationFn: (id: string) => api.post(`/moderation/signs/${id}/dismiss`, {}),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['moderation'] }),
  });
  return (
    <Loaded query={useQuery(moderationQueries.signs())} rows={4}>
      {(signs) =>
        signs.length === 0 ? (
          <EmptyState
            icon={UsersRound}
            title={t('moderation.signs.none')}
            text={t('moderation.signs.none.text')}
          />
        ) : (
          <div className="stack">
            <p className="muted">{t('moderation.signs.how')}</p>
            <ul className="list" aria-label={t('moderation.tab.signs')}>
              {signs.map((sign) => (
                <SignRow
                  key={sign.id}
                  sign={sign}
                  onDismiss={mayDecide ? () => dismiss.mutate(sign.id) : undefined}
                />
              ))}
            </ul>
          </div>
        )
      }
    </Loaded>
  );
}
