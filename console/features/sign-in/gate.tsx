import type { ReactNode } from 'react';
import { Callout } from '../../components/callout.tsx';
import { t } from '../../i18n/index.ts';
import { keepsCookies } from './next.ts';
import './sign-in.css';
import logo from '../../favicon.svg';

/** A page before the console: the name of the program, one thing to do. */
export function Gate({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <main className="gate">
      <div className="gate-card">
        <img src={logo} alt="Rapport" width={32} height={32} />
        <div>
          <h1>{title}</h1>
          {text !== undefined && <p className="muted">{text}</p>}
        </div>
        <UnsafeAddress />
        {children}
      </div>
    </main>
  );
}

/** Over plain http from another machine the browser drops the cookie: said before somebody types a password in vain. */
function UnsafeAddress() {
  if (keepsCookies(globalThis.location)) return null;
  const port = globalThis.location.port;
  return (
    <Callout tone="warn" title={t('signIn.unsafe.title')}>
      {t('signIn.unsafe.text', { local: `http://localhost${port === '' ? '' : `:${port}`}` })}
    </Callout>
  );
}
