import { useQuery } from '@tanstack/react-query';
import { Lock, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { t, tn } from '../../i18n/index.ts';
import { GroupDialog } from './group-dialog.tsx';
import { GroupMembers } from './group-members.tsx';
import { ManagedList } from './managed-list.tsx';
import { communityQueries, type Group } from './queries.ts';
import { useSaving } from './use-changing.ts';

type Open = { what: 'change' | 'members' | 'remove'; group: Group } | { what: 'add' };

/** Groups of members with categories of their own, and who is in them. */
export function GroupsPanel() {
  const mayManage = useCan()('community.manage');
  const groups = useQuery(communityQueries.groups());
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="stack tab-body">
      <ManagedList
        query={groups}
        add={t('community.group.add')}
        onAdd={() => setOpen({ what: 'add' })}
        empty={{
          icon: UsersRound,
          title: t('community.group.empty'),
          text: t('community.group.empty.text'),
        }}
      >
        {(group) => <Row group={group} mayManage={mayManage} onOpen={setOpen} />}
      </ManagedList>
      {open?.what === 'add' && <GroupDialog group={undefined} onClose={close} />}
      {open?.what === 'change' && <GroupDialog group={open.group} onClose={close} />}
      {open?.what === 'members' && <GroupMembers group={open.group} onClose={close} />}
      {open?.what === 'remove' && <Removal group={open.group} onClose={close} />}
    </div>
  );
}

function Row({ group, mayManage, onOpen }: { group: Group; mayManage: boolean; onOpen(open: Open): void }) {
  const { name, text, kind, url, members } = group;
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <a href={url} target="_blank" rel="noreferrer">
            <strong>{name}</strong>
          </a>
          <Badge isQuiet {...(kind === 'public' ? {} : { icon: Lock })}>
            {t(`community.group.kind.${kind}`)}
          </Badge>
        </div>
        <p className="muted">{text}</p>
        <p className="faint figures">{tn('community.group.members', members)}</p>
      </div>
      <div className="row-end">
        <Button
          onClick={() => onOpen({ what: 'members', group })}
          aria-label={t('community.group.whoNamed', { name })}
        >
          {t('community.group.who')}
        </Button>
        {mayManage && (
          <>
            <Button
              onClick={() => onOpen({ what: 'change', group })}
              aria-label={t('common.change', { name })}
            >
              {t('community.category.change')}
            </Button>
            <Button
              onClick={() => onOpen({ what: 'remove', group })}
              aria-label={t('community.group.removeNamed', { name })}
            >
              {t('community.group.remove')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

function Removal({ group, onClose }: { group: Group; onClose(): void }) {
  const remove = useSaving(() => api.delete(`/forum/groups/${group.id}`));
  return (
    <Confirm
      title={t('community.group.remove.title', { name: group.name })}
      text={t('community.group.remove.text')}
      confirm={t('community.group.remove')}
      isDanger
      isOpen
      onOpenChange={onClose}
      onConfirm={() => remove.mutateAsync()}
    />
  );
}
