import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../api/client.ts';
import type { BrandAccount } from '../../../api/types.ts';
import { Callout } from '../../../components/callout.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { showToast } from '../../../components/toast-store.ts';
import { t } from '../../../i18n/index.ts';
import { broughtBack } from './sign-in-elsewhere.ts';

/** Ends a sign-in that was begun here, when somebody comes back from the provider. Shows nothing to everybody else. */
export function SignedInBack() {
  const [back] = useState(() => broughtBack(window.location.search));
  const hasBegun = useRef(false);
  const queryClient = useQueryClient();
  const { mutate, ...finish } = useMutation({
    mutationFn: async (given: { state: string; code: string }) => {
      const done = await api.post<{ account: BrandAccount; memo: string }>('/brand/sign-ins/finish', given);
      const { handle } = done.account;
      if (done.memo === 'read')
        await api.post('/sources', {
          kind: 'mail',
          name: handle,
          config: { mailbox: handle, folders: ['INBOX'], days: 7 },
        });
      return done.account;
    },
    onSuccess: ({ handle }) => showToast({ text: t('settings.connect.done', { handle }) }),
    onSettled: () =>
      Promise.all(
        ['accounts', 'brand', 'notices', 'sources'].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
  useEffect(() => {
    if (!back || hasBegun.current) return;
    hasBegun.current = true;
    // What was brought back counts once: nobody shall find it in the address, or send it again.
    window.history.replaceState(null, '', window.location.pathname);
    if (back.problem === '') mutate({ state: back.state, code: back.code });
  }, [back, mutate]);
  if (back && back.problem !== '')
    return <Callout tone="bad">{t('mailbox.signIn.refused', { reason: back.problem })}</Callout>;
  if (finish.isPending) return <Callout>{t('mailbox.signIn.finishing')}</Callout>;
  return <FormError error={finish.error} />;
}
