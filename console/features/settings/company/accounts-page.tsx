import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleX, Plus, RefreshCw, Send } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import type { BrandAccount } from '../../../api/types.ts';
import { useCan } from '../../../app/session.ts';
import { WhoCan } from '../../../app/who-can.tsx';
import { Avatar } from '../../../components/avatar.tsx';
import { Badge } from '../../../components/badge.tsx';
import { Button } from '../../../components/button.tsx';
import { Callout } from '../../../components/callout.tsx';
import { Confirm } from '../../../components/confirm.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { SelectField } from '../../../components/field.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { NetworkIcon } from '../../../components/network-icon.tsx';
import { EmptyState, Page } from '../../../components/page.tsx';
import { SkeletonRows } from '../../../components/progress.tsx';
import { Time } from '../../../components/time.tsx';
import { toastError } from '../../../components/toast-error.ts';
import { showToast } from '../../../components/toast-store.ts';
import { t } from '../../../i18n/index.ts';
import { ConnectForm } from './connect-form.tsx';
import { MessagesBadge, MessagesHint } from './account-messages.tsx';
import { MailboxForm } from './mailbox-form.tsx';
import { leaveToSignIn } from './sign-in-elsewhere.ts';
import { SignedInBack } from './signed-in-back.tsx';

/** The accounts that replies leave from. */
export function AccountsPage() {
  const { data, error, isPending, refetch } = useQuery(queries.accounts());
  const mayConnect = useCan()('brand.connect');
  const [form, setForm] = useState<'new' | BrandAccount | null>(null);
  const [kind, setKind] = useState<'bluesky' | 'mail'>('bluesky');
  const Form = (form === 'new' || form === null ? kind : form.network) === 'mail' ? MailboxForm : ConnectForm;
  const add = mayConnect && (
    <Button variant="primary" icon={Plus} onClick={() => setForm('new')}>
      {t('settings.accounts.add')}
    </Button>
  );
  return (
    <Page
      title={t('settings.accounts')}
      text={t('settings.accounts.text')}
      actions={data?.length ? add : undefined}
    >
      <div className="stack">
        <WhoCan permission="brand.connect" action={t('settings.accounts.changing')} />
        <SignedInBack />
        {error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={2} label={t('common.loading')} />
        ) : data.length === 0 ? (
          <EmptyState
            icon={Send}
            title={t('settings.accounts.empty')}
            text={t('settings.accounts.emptyText')}
            actions={add}
          />
        ) : (
          <ul className="list">
            {data.map((account) => (
              <AccountRow
                key={account.id}
                account={account}
                mayConnect={mayConnect}
                onReconnect={() => setForm(account)}
              />
            ))}
          </ul>
        )}
      </div>
      <Dialog
        title={form === 'new' ? t('settings.accounts.add') : t('settings.connect.again')}
        isOpen={form !== null}
        onOpenChange={() => setForm(null)}
      >
        {form === 'new' && (
          <SelectField
            className="account-kind"
            label={t('mailbox.kind')}
            value={kind}
            choices={(['bluesky', 'mail'] as const).map((value) => ({
              value,
              label: t(`mailbox.kind.${value}`),
            }))}
            onChange={(event) => setKind(event.target.value === 'mail' ? 'mail' : 'bluesky')}
          />
        )}
        <Form
          account={form === 'new' || form === null ? undefined : form}
          onConnected={(account) => {
            setForm(null);
            showToast({ text: t('settings.connect.done', { handle: account.handle }) });
          }}
        />
      </Dialog>
    </Page>
  );
}

interface AccountRowProps {
  account: BrandAccount;
  mayConnect: boolean;
  onReconnect(): void;
}

function AccountRow({ account, mayConnect, onReconnect }: AccountRowProps) {
  const [isLeaving, setLeaving] = useState(false);
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['accounts'] });
  const check = useMutation({
    mutationFn: () => api.post<BrandAccount>(`/brand/accounts/${account.id}/check`),
    onSuccess: ({ state }) =>
      showToast({
        text: t(state === 'connected' ? 'settings.accounts.works' : 'settings.accounts.refusedNow'),
        tone: state === 'connected' ? 'ok' : 'bad',
      }),
    onError: toastError,
    onSettled: renew,
  });
  // A mailbox that is entered at a provider needs nothing typed again.
  const isElsewhere = account.network === 'mail' && account.service !== null;
  const signIn = useMutation({
    mutationFn: () => leaveToSignIn({ identifier: account.handle, service: account.service }),
    onError: toastError,
  });
  const name = account.displayName ?? account.handle;
  const isRefused = account.state === 'refused';
  return (
    <li>
      <div className="list-row">
        <Avatar id={account.id} name={name} url={account.avatarUrl} size={40} />
        <div className="row-main">
          <div className="row-title">
            <strong>{name}</strong>
            <span className="muted">@{account.handle}</span>
            <NetworkIcon network={account.network} hasName />
            <Badge tone={isRefused ? 'bad' : 'ok'} icon={isRefused ? CircleX : CircleCheck}>
              {t(`settings.accounts.state.${account.state}`)}
            </Badge>
            <MessagesBadge account={account} />
          </div>
          <p>
            {t('settings.accounts.since')} <Time at={account.connectedAt} />
            {account.service !== null && ` · ${account.service}`}
          </p>
        </div>
        {mayConnect && (
          <div className="row-end">
            <Button size="s" icon={RefreshCw} isBusy={check.isPending} onClick={() => check.mutate()}>
              {t('settings.accounts.check')}
            </Button>
            {(account.network === 'bluesky' || account.network === 'mail') && (
              <Button
                size="s"
                variant={isRefused ? 'primary' : 'secondary'}
                isBusy={signIn.isPending}
                onClick={() => (isElsewhere ? signIn.mutate() : onReconnect())}
              >
                {t(isElsewhere ? 'mailbox.signIn.again' : 'settings.connect.again')}
              </Button>
            )}
            <Button size="s" variant="ghost" onClick={() => setLeaving(true)}>
              {t('settings.accounts.disconnect')}
            </Button>
          </div>
        )}
      </div>
      {account.problem !== null && (
        <div className="row-callout">
          <Callout tone="bad">
            {account.problem} {t('settings.accounts.waiting')}
          </Callout>
        </div>
      )}
      <MessagesHint account={account} />
      <Confirm
        title={t('settings.accounts.disconnect.title', { handle: account.handle })}
        text={t('settings.accounts.disconnect.text')}
        confirm={t('settings.accounts.disconnect')}
        isDanger
        isOpen={isLeaving}
        onOpenChange={setLeaving}
        onConfirm={async () => {
          await api.delete(`/brand/accounts/${account.id}`);
          await renew();
        }}
      />
    </li>
  );
}
