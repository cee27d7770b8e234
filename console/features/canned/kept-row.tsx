import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';

/** What a canned reply and a macro have in common. */
export interface Kept {
  id: string;
  name: string;
  scope: 'personal' | 'team' | 'all';
  teamId: string | null;
  canChange: boolean;
}

export interface KeptRowProps<Item> {
  /** Its address, its texts and what is known of it begin with the name. */
  area: 'canned' | 'macros';
  /** Stands behind the name. */
  mark?(item: Item): ReactNode;
  children(item: Item): ReactNode;
}

/** One of them with what it says, for whom it is, and what may be done to it. */
export function KeptRow<Item extends Kept>({
  area,
  item,
  mark,
  onEdit,
  children,
}: KeptRowProps<Item> & { item: Item; onEdit(): void }) {
  const { id, name, scope, teamId, canChange } = item;
  const queryClient = useQueryClient();
  const team = useQuery(teamQueries.teams()).data?.find((one) => one.id === teamId);
  const renew = () => queryClient.invalidateQueries({ queryKey: [area] });
  const remove = useMutation({
    mutationFn: () => api.delete(`/${area}/${id}`),
    onSuccess: () => {
      void renew();
      showToast({
        text: t('canned.removed', { name }),
        action: {
          label: t('common.undo'),
          run: () => void api.post(`/${area}/${id}/restore`).then(renew, toastError),
        },
      });
    },
    onError: toastError,
  });
  return (
    <li className="list-row kept-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{name}</strong>
          {mark?.(item)}
          <Badge isQuiet>{team?.name ?? t(`canned.scope.${scope}`)}</Badge>
        </div>
        {children(item)}
      </div>
      {canChange && (
        <div className="row-end">
          <Button size="s" onClick={onEdit} aria-label={t('canned.edit', { name })}>
            {t('common.edit')}
          </Button>
          <Button
            size="s"
            variant="ghost"
            isBusy={remove.isPending}
            onClick={() => remove.mutate()}
            aria-label={t('common.removeNamed', { name })}
          >
            {t('common.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}
