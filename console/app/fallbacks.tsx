import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { ApiError } from '../api/errors.ts';
import { EmptyState } from '../components/page.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { Button } from '../components/button.tsx';
import { TriangleAlert } from 'lucide-react';
import { t } from '../i18n/index.ts';

/** Shown instead of a screen that could not be loaded or drawn. */
export function CrashScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  if (error instanceof ApiError) return <ErrorState error={error} onRetry={again} />;
  return (
    <div role="alert">
      <EmptyState
        icon={TriangleAlert}
        title={t('error.crash.title')}
        text={t('error.crash.text')}
        actions={<Button onClick={() => globalThis.location.reload()}>{t('common.reload')}</Button>}
      />
    </div>
  );
}

/** The same where there is no shell around it: a page of its own needs a heading and a main part. */
export function RootCrashScreen(props: ErrorComponentProps) {
  return (
    <main>
      <h1 className="visually-hidden">Rapport</h1>
      <CrashScreen {...props} />
    </main>
  );
}

export function RootMissingScreen() {
  return (
    <main>
      <MissingScreen />
    </main>
  );
}

/** Shown for an address that leads nowhere. */
export function MissingScreen() {
  return (
    <EmptyState
      icon={Compass}
      heading="h1"
      title={t('error.missing.title')}
      text={t('error.missing.text')}
      actions={
        <Link to={'/' as string} className="button button-secondary button-m">
          {t('shell.nav.inbox')}
        </Link>
      }
    />
  );
}
