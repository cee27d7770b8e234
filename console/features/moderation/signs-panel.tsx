import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { moderationQueries } from './queries.ts';

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
          <ul className="list" aria-label={t('moderation.tab.signs')}>
            {signs.map((sign) => (
              <li key={sign.id} className="list-row moderation-case">
                <div className="moderation-head">
                  <Badge tone="warn">{t(`moderation.sign.${sign.kind}`)}</Badge>
                  {sign.members.map((member) => (
                    <Link key={member.id} to="/members/$memberId" params={{ memberId: member.id }}>
                      {member.name}
                    </Link>
                  ))}
                  <span className="faint">
                    <Time at={sign.lastAt} />
                  </span>
                </div>
                <ul className="moderation-why">
                  {sign.why.map((why) => (
                    <li key={why}>{why}</li>
                  ))}
                </ul>
                {mayDecide && (
                  <div>
                    <Button onClick={() => dismiss.mutate(sign.id)}>{t('moderation.sign.dismiss')}</Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
