import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import { ConnectForm } from '../settings/company/connect-form.tsx';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './step-props.ts';

export function AccountStep({ onNext, isBusy }: StepProps) {
  // The account of the sample only pretends to be one.
  const accounts = (useQuery(queries.accounts()).data ?? []).filter(({ network }) => network !== 'sample');
  const mayConnect = useCan()('brand.connect');
  const [isAdding, setAdding] = useState(false);
  return (
    <div className="stack">
      <WhoCan permission="brand.connect" action={t('settings.accounts.changing')} />
      {accounts.length > 0 && (
        <Callout tone="ok" title={t('welcome.account.connected')}>
          <ul>
            {accounts.map((account) => (
              <li key={account.id} className="row">
                <Avatar id={account.id} name={account.handle} url={account.avatarUrl} size={20} />@
                {account.handle}
                <NetworkIcon network={account.network} hasName />
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {mayConnect && (accounts.length === 0 || isAdding) && (
        <ConnectForm key={accounts.length} onConnected={() => setAdding(false)} />
      )}
      {mayConnect && accounts.length > 0 && !isAdding && (
        <div>
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {t('welcome.account.another')}
          </Button>
        </div>
      )}
      <StepFoot onNext={onNext} isBusy={isBusy} isDone={accounts.length > 0 && !isAdding} />
    </div>
  );
}
