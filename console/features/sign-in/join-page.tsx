import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Role } from '../../api/types.ts';
import { Callout } from '../../components/callout.tsx';
import { FormError } from '../../components/form-error.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { AccountForm } from './account-form.tsx';
import { Gate } from './gate.tsx';
import { secretOf } from './next.ts';

interface Invitation {
  email: string;
  role: Role;
  brand: string;
}

/** What an invitation leads to: make the account it is for. */
export function JoinPage() {
  const [token] = useState(() => secretOf(globalThis.location.hash, 'token'));
  const router = useRouter();
  const queryClient = useQueryClient();
  const { data, error, isPending } = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.get<Invitation>('/invitations/lookup', { token }, signal),
    enabled: token !== null,
    retry: false,
    staleTime: Infinity,
  });
  if (token === null || error !== null) {
    return (
      <Gate title={t('signIn.join.title')}>
        {token === null ? (
          <Callout tone="warn">{t('signIn.join.noToken')}</Callout>
        ) : (
          <FormError error={error} />
        )}
        <a href="/sign-in">{t('signIn.join.haveAccount')}</a>
      </Gate>
    );
  }
  if (isPending) {
    return (
      <Gate title={t('signIn.join.title')}>
        <SkeletonRows count={2} label={t('common.loading')} />
      </Gate>
    );
  }
  return (
    <Gate
      title={t('signIn.join.titleOf', { brand: data.brand === '' ? 'Rapport' : data.brand })}
      text={t('signIn.join.text', { role: t(`shell.role.${data.role}`).toLowerCase() })}
    >
      <Callout>{t(`settings.role.${data.role}`)}</Callout>
      <AccountForm
        email={data.email}
        submit={t('signIn.join.submit')}
        onSubmit={({ name, password }) => api.post('/invitations/accept', { token, name, password })}
        onDone={() => {
          queryClient.clear();
          router.history.push('/');
        }}
      />
    </Gate>
  );
}
