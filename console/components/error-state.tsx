import { CloudOff, Lock, SearchX, TriangleAlert, type LucideIcon } from 'lucide-react';
import { ApiError } from '../api/errors.ts';
import { type MessageKey, t } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { EmptyState } from './page.tsx';

interface ErrorStateProps {
  error: unknown;
  onRetry?(): void;
  isSmall?: boolean;
}

/** What happened, what was kept and what to do, for a screen or pane that could not be shown. */
export function ErrorState({ error, onRetry, isSmall }: ErrorStateProps) {
  // A refusal says itself what is wrong; trying the same again would not help.
  if (error instanceof ApiError && [400, 409, 422].includes(error.status)) {
    return (
      <div role="alert">
        <EmptyState icon={TriangleAlert} isSmall={isSmall} title={error.message} />
      </div>
    );
  }
  const kind = kindOf(error);
  const words =
    error instanceof ApiError && kind.name === 'unknown' && error.code !== 'unknown'
      ? error.message
      : undefined;
  const reference = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert">
      <EmptyState
        icon={kind.icon}
        isSmall={isSmall}
        title={words ?? t(`error.${kind.name}.title` as MessageKey)}
        text={
          <>
            {t(`error.${kind.name}.text` as MessageKey)}
            {reference !== null && kind.name === 'unknown' && (
              <span className="error-reference"> {t('common.reference', { id: reference })}</span>
            )}
          </>
        }
        actions={onRetry !== undefined && <Button onClick={onRetry}>{t('common.tryAgain')}</Button>}
      />
    </div>
  );
}

function kindOf(error: unknown): { name: 'network' | 'forbidden' | 'missing' | 'unknown'; icon: LucideIcon } {
  if (error instanceof ApiError) {
    if (error.status === 0) return { name: 'network', icon: CloudOff };
    if (error.status === 403) return { name: 'forbidden', icon: Lock };
    if (error.status === 404) return { name: 'missing', icon: SearchX };
  }
  return { name: 'unknown', icon: TriangleAlert };
}
