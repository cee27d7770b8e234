import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Callout } from '../../components/callout.tsx';
import { t } from '../../i18n/index.ts';
import { AccountForm } from '../sign-in/account-form.tsx';
import { Gate } from '../sign-in/gate.tsx';
import { secretOf } from '../sign-in/next.ts';

/** The first account of an installation, made with the link that the program printed. */
export function OwnerPage() {
  const [token] = useState(() => secretOf(globalThis.location.hash, 'token'));
  const queryClient = useQueryClient();
  if (token === null) {
    return (
      <Gate title={t('welcome.owner.title')}>
        <Callout title={t('welcome.owner.noToken')}>{t('welcome.owner.noTokenText')}</Callout>
      </Gate>
    );
  }
  return (
    <Gate title={t('welcome.owner.title')} text={t('welcome.owner.text')}>
      <AccountForm
        submit={t('welcome.owner.submit')}
        onSubmit={(account) => api.post('/setup/owner', { token, ...account })}
        onDone={() => {
          history.replaceState(history.state, '', '/welcome');
          void queryClient.fetchQuery({ ...queries.session(), staleTime: 0 });
        }}
      />
    </Gate>
  );
}
