import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Clock, MailCheck, RotateCw, X } from 'lucide-react';
import { useId, useState } from 'react';
import { api } from '../../../api/client.ts';
import { Badge } from '../../../components/badge.tsx';
import { Button } from '../../../components/button.tsx';
import { Confirm } from '../../../components/confirm.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Time } from '../../../components/time.tsx';
import { toastError } from '../../../components/toast-error.ts';
import { t } from '../../../i18n/index.ts';
import { settingsQueries } from '../queries.ts';
import type { Invitation, SentInvitation } from '../types.ts';
import { SentLink } from './sent-link.tsx';
import '../settings.css';

/** Invitations that nobody has accepted yet. */
export function Invitations() {
  const { data, error, refetch } = useQuery(settingsQueries.invitations());
  const heading = useId();
  const [sent, setSent] = useState<SentInvitation | null>(null);
  if (error !== null && data === undefined)
    return <ErrorState error={error} isSmall onRetry={() => void refetch()} />;
  if (data === undefined || data.length === 0) return null;
  return (
    <>
      <p className="list-heading" id={heading}>
        {t('settings.invite.open')}
      </p>
      {sent !== null && <SentLink invitation={sent} />}
      <ul className="list" aria-labelledby={heading}>
        {data.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} onSent={setSent} />
        ))}
      </ul>
    </>
  );
}

function InvitationRow({
  invitation,
  onSent,
}: {
  invitation: Invitation;
  onSent(sent: SentInvitation): void;
}) {
  const [isWithdrawing, setWithdrawing] = useState(false);
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['invitations'] });
  const resend = useMutation({
    mutationFn: () => api.post<SentInvitation>(`/invitations/${invitation.id}/resend`),
    onSuccess: onSent,
    onError: toastError,
    onSettled: renew,
  });
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{invitation.email}</strong>
          <Badge>{t(`shell.role.${invitation.role}`)}</Badge>
          {invitation.isExpired && (
            <Badge tone="warn" icon={Clock}>
              {t('settings.invite.expired')}
            </Badge>
          )}
          {invitation.sentByMail && (
            <Badge icon={MailCheck} isQuiet>
              {t('settings.invite.byMail')}
            </Badge>
          )}
        </div>
        <p>
          {t('settings.invite.by', { name: invitation.invitedBy })} <Time at={invitation.createdAt} />
        </p>
      </div>
      <div className="row-end">
        <Button size="s" icon={RotateCw} isBusy={resend.isPending} onClick={() => resend.mutate()}>
          {t('settings.invite.resend')}
        </Button>
        <Button size="s" variant="ghost" icon={X} onClick={() => setWithdrawing(true)}>
          {t('settings.invite.withdraw')}
        </Button>
      </div>
      <Confirm
        title={t('settings.invite.withdraw.title', { email: invitation.email })}
        text={t('settings.invite.withdraw.text')}
        confirm={t('settings.invite.withdraw')}
        isDanger
        isOpen={isWithdrawing}
        onOpenChange={setWithdrawing}
        onConfirm={async () => {
          await api.delete(`/invitations/${invitation.id}`);
          await renew();
        }}
      />
    </li>
  );
}
