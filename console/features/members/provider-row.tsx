import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CirclePause, CircleX, Ellipsis, FlaskConical, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Menu } from '../../components/menu.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';
import type { ProviderTest, ProviderView } from './types.ts';

interface ProviderRowProps {
  item: ProviderView;
  mayManage: boolean;
  onEdit(): void;
}

/** A provider: what it is told by us, who comes from there, and a trial of it. */
export function ProviderRow({ item, mayManage, onEdit }: ProviderRowProps) {
  const { id, name, kind, isOpen, trustsMail, members, onlyWay } = item;
  const [isRemoving, setRemoving] = useState(false);
  const queryClient = useQueryClient();
  const test = useMutation({
    mutationFn: () => api.post<ProviderTest>(`/community/providers/${id}/test`),
    onError: toastError,
  });
  return (
    <li className="list-row provider-row">
      <div className="row-main stack">
        <div className="row-title">
          <strong>{name}</strong>
          {isOpen ? (
            <Badge icon={CircleCheck} tone="ok">
              {t('members.provider.isOpen')}
            </Badge>
          ) : (
            <Badge icon={CirclePause}>{t('members.provider.isClosed')}</Badge>
          )}
          <Badge>{t(`members.provider.kind.${kind}`)}</Badge>
          {trustsMail && <Badge>{t('members.provider.isTrusted')}</Badge>}
        </div>
        <p className="muted">
          {tn('members.provider.members', members)}
          {onlyWay > 0 && ` · ${tn('members.provider.only', onlyWay)}`}
        </p>
        <CopyField label={t('members.provider.back', { name })} value={item.backUrl} />
        {item.metadataUrl !== null && (
          <CopyField label={t('members.provider.ours', { name })} value={item.metadataUrl} />
        )}
        {test.data && <Tested test={test.data} />}
      </div>
      {mayManage && (
        <>
          <Button size="s" icon={FlaskConical} isBusy={test.isPending} onClick={() => test.mutate()}>
            {t('members.provider.test')}
          </Button>
          <Menu
            align="end"
            trigger={<IconButton label={t('common.change', { name })} icon={Ellipsis} />}
            entries={[
              { label: t('common.edit'), icon: Pencil, onSelect: onEdit },
              { label: t('common.remove'), icon: Trash2, isDanger: true, onSelect: () => setRemoving(true) },
            ]}
          />
          <Confirm
            title={t('common.removeAsk', { name })}
            text={
              onlyWay > 0 ? tn('members.provider.remove.only', onlyWay) : t('members.provider.remove.text')
            }
            confirm={t('common.remove')}
            isDanger
            isOpen={isRemoving}
            onOpenChange={setRemoving}
            onConfirm={async () => {
              await api.delete(`/community/providers/${id}${onlyWay > 0 ? '?anyway=true' : ''}`);
              await queryClient.invalidateQueries({ queryKey: ['members'] });
            }}
          />
        </>
      )}
    </li>
  );
}

function Tested({ test: { isOk, steps } }: { test: ProviderTest }) {
  return (
    <Callout
      tone={isOk ? 'ok' : 'warn'}
      title={t(isOk ? 'members.provider.fine' : 'members.provider.notFine')}
    >
      <ul className="provider-steps">
        {steps.map((step) => (
          <li key={`${step.what} ${step.text}`}>
            {step.isOk ? <CircleCheck size={14} aria-hidden /> : <CircleX size={14} aria-hidden />}{' '}
            {t(step.isOk ? 'members.provider.step.ok' : 'members.provider.step.bad', {
              what: wordOf(step.what),
              text: step.text,
            })}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

const STEPS = ['description', 'keys', 'pkce', 'client', 'user', 'certificate', 'entry'] as const;

function wordOf(what: string): string {
  const known = STEPS.find((one) => one === what);
  return known === undefined ? what : t(`members.provider.step.${known}`);
}
