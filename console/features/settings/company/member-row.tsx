import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  CircleSlash,
  Ellipsis,
  KeyRound,
  ShieldCheck,
  ShieldOff,
  UserRoundCheck,
  UserRoundX,
} from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import type { Role, SessionUser, StaffMember } from '../../../api/types.ts';
import { offerUndo } from '../../../app/undo.ts';
import { Avatar } from '../../../components/avatar.tsx';
import { Badge } from '../../../components/badge.tsx';
import { Button, IconButton } from '../../../components/button.tsx';
import { Confirm } from '../../../components/confirm.tsx';
import { CopyField } from '../../../components/copy-field.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Select } from '../../../components/field.tsx';
import { Menu } from '../../../components/menu.tsx';
import { Time } from '../../../components/time.tsx';
import { toastError } from '../../../components/toast-error.ts';
import { exactTime } from '../../../format/time.ts';
import { t } from '../../../i18n/index.ts';
import { rolesFor } from './roles-for.ts';

interface MemberRowProps {
  member: StaffMember;
  me: SessionUser;
  mayManage: boolean;
}

export function MemberRow({ member, me, mayManage }: MemberRowProps) {
  const mayChange = mayManage && (me.role === 'owner' || member.role !== 'owner');
  const change = useMemberChange(member);
  return (
    <li className="list-row">
      <Avatar id={member.id} name={member.name} size={32} />
      <div className="row-main">
        <div className="row-title">
          <strong>{member.name}</strong>
          {member.id === me.id && <Badge tone="accent">{t('settings.team.you')}</Badge>}
          {member.state === 'disabled' && <Badge icon={CircleSlash}>{t('settings.team.disabled')}</Badge>}
          {member.hasTotp && (
            <Badge icon={ShieldCheck} tone="ok">
              {t('settings.team.totp')}
            </Badge>
          )}
        </div>
        <p>
          {member.email} ·{' '}
          {member.lastSeenAt === null ? (
            t('settings.team.neverSeen')
          ) : (
            <>
              {t('settings.team.seen')} <Time at={member.lastSeenAt} />
            </>
          )}
        </p>
      </div>
      <div className="row-end">
        {mayChange ? (
          <>
            <Select
              aria-label={t('settings.team.roleOf', { name: member.name })}
              value={member.role}
              disabled={member.state === 'disabled'}
              onChange={(event) => change({ role: event.target.value as Role })}
              choices={rolesFor(me.role).map((role) => ({ value: role, label: t(`shell.role.${role}`) }))}
            />
            <MemberMenu member={member} isMe={member.id === me.id} onChange={change} />
          </>
        ) : (
          <span className="muted">{t(`shell.role.${member.role}`)}</span>
        )}
      </div>
    </li>
  );
}

type MemberChange = Partial<Pick<StaffMember, 'role' | 'state'>>;

function useMemberChange(member: StaffMember): (change: MemberChange) => void {
  const queryClient = useQueryClient();
  const save = (part: MemberChange) => api.patch(`/staff/${member.id}`, part);
  const renew = async () => {
    await queryClient.invalidateQueries({ queryKey: ['staff'] });
    await queryClient.invalidateQueries({ queryKey: ['session'] });
  };
  const { mutate } = useMutation({
    mutationFn: save,
    onSuccess: (_saved, part) => {
      const before = part.role === undefined ? { state: member.state } : { role: member.role };
      offerUndo({
        text:
          part.role === undefined
            ? t(part.state === 'disabled' ? 'settings.team.disabledToast' : 'settings.team.enabledToast', {
                name: member.name,
              })
            : t('settings.team.roleToast', {
                name: member.name,
                role: t(`shell.role.${part.role}`).toLowerCase(),
              }),
        undo: async () => {
          await save(before).catch(toastError);
          await renew();
        },
      });
    },
    onError: toastError,
    onSettled: renew,
  });
  return mutate;
}

function MemberMenu({
  member,
  isMe,
  onChange,
}: {
  member: StaffMember;
  isMe: boolean;
  onChange(change: MemberChange): void;
}) {
  const [isDisabling, setDisabling] = useState(false);
  const [isResetting, setResetting] = useState(false);
  const [link, setLink] = useState<{ link: string; expiresAt: string } | null>(null);
  const makeLink = () =>
    api
      .post<{ link: string; expiresAt: string }>(`/staff/${member.id}/password-link`)
      .then(setLink)
      .catch(toastError);
  const queryClient = useQueryClient();
  const resetFactor = () =>
    api
      .post(`/staff/${member.id}/second-factor/reset`)
      .catch(toastError)
      .then(() => queryClient.invalidateQueries({ queryKey: ['staff'] }));
  const isActive = member.state === 'active';
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton label={t('settings.team.menu', { name: member.name })} icon={Ellipsis} />}
        entries={[
          {
            label: t('settings.team.passwordLink'),
            icon: KeyRound,
            isDisabled: !isActive,
            onSelect: () => void makeLink(),
          },
          ...(member.hasTotp && !isMe
            ? [
                {
                  label: t('settings.team.resetFactor'),
                  icon: ShieldOff,
                  onSelect: () => setResetting(true),
                },
              ]
            : []),
          'line',
          isActive
            ? {
                label: t('settings.team.disable'),
                icon: UserRoundX,
                isDanger: true,
                isDisabled: isMe,
                onSelect: () => setDisabling(true),
              }
            : {
                label: t('settings.team.enable'),
                icon: UserRoundCheck,
                onSelect: () => onChange({ state: 'active' }),
              },
        ]}
      />
      <Confirm
        title={t('settings.team.disable.title', { name: member.name })}
        text={t('settings.team.disable.text')}
        confirm={t('settings.team.disable')}
        isDanger
        isOpen={isDisabling}
        onOpenChange={setDisabling}
        onConfirm={async () => onChange({ state: 'disabled' })}
      />
      <Confirm
        title={t('settings.team.resetFactor.title', { name: member.name })}
        text={t('settings.team.resetFactor.text')}
        confirm={t('settings.team.resetFactor')}
        isDanger
        isOpen={isResetting}
        onOpenChange={setResetting}
        onConfirm={resetFactor}
      />
      <Dialog
        title={t('settings.team.passwordLink')}
        text={t('settings.team.passwordLink.text', { name: member.name })}
        isOpen={link !== null}
        onOpenChange={() => setLink(null)}
        footer={
          <Button variant="primary" onClick={() => setLink(null)}>
            {t('common.close')}
          </Button>
        }
      >
        {link !== null && (
          <CopyField
            label={t('settings.link')}
            value={link.link}
            hint={t('settings.link.until', { time: exactTime(link.expiresAt) })}
          />
        )}
      </Dialog>
    </>
  );
}
