import { useMutation } from '@tanstack/react-query';
import {
  CircleCheck,
  CircleDashed,
  CornerDownRight,
  Ellipsis,
  Pencil,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Menu } from '../../components/menu.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { Domain } from './queries.ts';
import { recordOf, standingOf } from './standing.ts';

const MARKS = {
  live: { icon: CircleCheck, tone: 'ok' },
  trouble: { icon: TriangleAlert, tone: 'warn' },
  waits: { icon: CircleDashed, tone: 'neutral' },
} as const;

interface DomainRowProps {
  domain: Domain;
  mainHost: string;
  onEdit(): void;
  onChanged(): void;
}

/** One address: whether it leads here, what stands there, and what is to be done where it does not. */
export function DomainRow({ domain, mainHost, onEdit, onChanged }: DomainRowProps) {
  const { id, host, parts, problem, problemDetail, checkedAt } = domain;
  const [isRemoving, setRemoving] = useState(false);
  const check = useMutation({
    mutationFn: () => api.post<Domain>(`/domains/${id}/check`),
    onSuccess: (now) => {
      showToast({ text: t(now.problem === null ? 'domains.isLive' : 'domains.isNot', { host }) });
      onChanged();
    },
    onError: toastError,
  });
  const remove = async () => {
    await api.delete(`/domains/${id}`);
    const putBack = () => api.post('/domains', { host, parts }).then(onChanged);
    showToast({ text: t('domains.removed', { host }), action: { label: t('common.undo'), run: putBack } });
    onChanged();
  };
  const standing = standingOf(domain);
  const { icon, tone } = MARKS[standing];
  return (
    <li className="list-row domain-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{host}</strong>
          <Badge icon={icon} tone={tone}>
            {t(`domains.${standing}`)}
          </Badge>
          {parts.length === 0 && <Badge icon={CornerDownRight}>{t('domains.leadsOn')}</Badge>}
        </div>
        {parts.length > 0 && <p>{parts.map((part) => t(`domains.part.${part}`)).join(' · ')}</p>}
        {problem !== null && (
          <p className="domain-problem">
            {t(`domains.problem.${problem}`, { detail: problemDetail ?? '' })}
            {standing === 'trouble' && ` ${t('domains.stays')}`}
          </p>
        )}
        {checkedAt !== null && (
          <p className="quiet">
            {t('domains.checked')} <Time at={checkedAt} />
          </p>
        )}
        {standing === 'waits' && (
          <CopyField
            label={t('domains.record')}
            value={recordOf(host, mainHost)}
            hint={t('domains.record.hint')}
          />
        )}
      </div>
      <Button size="s" isBusy={check.isPending} onClick={() => check.mutate()}>
        {t('domains.check')}
      </Button>
      <Menu
        align="end"
        trigger={<IconButton label={t('common.change', { name: host })} icon={Ellipsis} />}
        entries={[
          { label: t('common.edit'), icon: Pencil, onSelect: onEdit },
          { label: t('common.remove'), icon: Trash2, isDanger: true, onSelect: () => setRemoving(true) },
        ]}
      />
      <Confirm
        title={t('common.removeAsk', { name: host })}
        text={t('domains.remove.text')}
        confirm={t('common.remove')}
        isDanger
        isOpen={isRemoving}
        onOpenChange={setRemoving}
        onConfirm={remove}
      />
    </li>
  );
}
