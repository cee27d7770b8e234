import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { t } from '../../i18n/index.ts';
import { wishesFor } from './category-input.ts';
import { communityQueries, type Group, type Seat, type Wish } from './queries.ts';

/** Who is in a group, who asked and who was invited. */
export function GroupMembers({ group, onClose }: { group: Group; onClose(): void }) {
  const mayModerate = useCan()('community.moderate');
  const seats = useQuery(communityQueries.seats(group.id));
  const queryClient = useQueryClient();
  const [handle, setHandle] = useState('');
  const seat = useMutation({
    mutationFn: (given: { handle: string; wish: Wish }) =>
      api.put(`/forum/groups/${group.id}/members`, given),
    onSuccess: (_, { wish }) => wish === 'invite' && setHandle(''),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['community'] }),
  });
  const invite = (event: FormEvent) => {
    event.preventDefault();
    seat.mutate({ handle, wish: 'invite' });
  };
  return (
    <Dialog
      title={t('community.group.whoNamed', { name: group.name })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <div className="stack">
        {seat.error !== null && <FormError error={seat.error} />}
        {mayModerate && (
          <form className="stack" onSubmit={invite}>
            <TextField
              label={t('community.group.invite')}
              hint={t('community.group.invite.hint')}
              maxLength={60}
              value={handle}
              onChange={(event) => setHandle(event.target.value)}
            />
            <div>
              <Button type="submit" isBusy={seat.isPending} disabled={handle.trim() === ''}>
                {t('community.group.wish.invite')}
              </Button>
            </div>
          </form>
        )}
        <Loaded query={seats} rows={3}>
          {(all) =>
            all.length === 0 ? (
              <p className="muted">{t('community.group.nobody')}</p>
            ) : (
              <ul className="list community-list">
                {all.map((one) => (
                  <SeatRow
                    key={one.member.id}
                    seat={one}
                    onWish={
                      mayModerate ? (wish) => seat.mutate({ handle: one.member.handle, wish }) : undefined
                    }
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Dialog>
  );
}

function SeatRow({ seat, onWish }: { seat: Seat; onWish: ((wish: Wish) => void) | undefined }) {
  const { member, state, role } = seat;
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{member.name}</strong>
          <span className="muted">@{member.handle}</span>
          {state !== 'in' && <Badge isQuiet>{t(`community.group.state.${state}`)}</Badge>}
          {role === 'moderator' && <Badge isQuiet>{t('community.group.moderator')}</Badge>}
        </div>
      </div>
      {onWish && (
        <div className="row-end">
          {wishesFor(seat).map((wish) => (
            <Button
              key={wish}
              onClick={() => onWish(wish)}
              aria-label={`${t(`community.group.wish.${wish}`)}: ${member.name}`}
            >
              {t(`community.group.wish.${wish}`)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}
