import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { Callout } from '../../components/callout.tsx';
import { t } from '../../i18n/index.ts';
import { Gate } from './gate.tsx';
import { MailForm } from './mail-form.tsx';
import { safeNext, secretOf } from './next.ts';
import { PasswordForm } from './password-form.tsx';
import { ResetForm } from './reset-form.tsx';
import type { SignInSearch } from './search.ts';
import { SecondFactorForm } from './second-factor-form.tsx';

type View = 'password' | 'code' | 'link' | 'forgot' | 'reset';

/** Every way in: password, mailed link, passkey, then the second factor; and a new password from a mailed link. */
export function SignInPage() {
  const search: SignInSearch = useSearch({ strict: false });
  const [secret, setSecret] = useState(() => secretOf(globalThis.location.hash, 'reset'));
  const [email, setEmail] = useState('');
  const [view, setView] = useState<View>(
    secret !== null ? 'reset' : search.step === 'second-factor' ? 'code' : 'password',
  );
  const hasMail = useQuery(queries.session()).data?.mail === true;
  const router = useRouter();
  const queryClient = useQueryClient();
  const enter = () => {
    queryClient.clear();
    router.history.push(safeNext(search.next));
  };
  // The secret stays in memory only, not in the history of the browser.
  useEffect(() => {
    if (secret !== null) history.replaceState(history.state, '', '/sign-in');
  }, [secret]);
  const shared = { email, onEmail: setEmail };
  return (
    <Gate title={t(`signIn.${view}.title`)} text={t(`signIn.${view}.text`)}>
      {search.error !== undefined && view === 'password' && (
        <Callout tone="warn">{t('signIn.linkFailed')}</Callout>
      )}
      {view === 'password' && (
        <PasswordForm
          {...shared}
          hasMail={hasMail}
          onEntered={enter}
          onCode={() => setView('code')}
          onView={setView}
        />
      )}
      {view === 'code' && <SecondFactorForm onEntered={enter} onBack={() => setView('password')} />}
      {(view === 'link' || view === 'forgot') && (
        <MailForm
          {...shared}
          kind={view}
          next={safeNext(search.next)}
          hasMail={hasMail}
          onBack={() => setView('password')}
        />
      )}
      {view === 'reset' && (
        <ResetForm
          token={secret ?? ''}
          onDone={() => {
            setSecret(null);
            setView('password');
          }}
        />
      )}
    </Gate>
  );
}
