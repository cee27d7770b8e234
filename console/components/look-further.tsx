import { shortNumber } from '../format/number.ts';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { ErrorState } from './error-state.tsx';
import './look-further.css';

/** How many were passed when the time was over on the last page; undefined where it was not. */
export function boundOf(
  pages: readonly { looked?: { passed: number; isBounded: boolean } }[],
): number | undefined {
  if (pages.at(-1)?.looked?.isBounded !== true) return undefined;
  return pages.reduce((sum, { looked }) => sum + (looked?.passed ?? 0), 0);
}

interface LookFurtherProps {
  passed: number;
  isBusy: boolean;
  error: unknown;
  onGo(): void;
}

/** The time was over before everything was looked at: says how much was, and goes on. */
export function LookFurther({ passed, isBusy, error, onGo }: LookFurtherProps) {
  if (error !== null) return <ErrorState error={error} isSmall onRetry={onGo} />;
  return (
    <div className="look-further" role="status">
      <p className="muted">{t('common.lookedFurther', { passed: shortNumber(passed) })}</p>
      <Button size="s" isBusy={isBusy} onClick={onGo}>
        {t('common.lookFurther')}
      </Button>
    </div>
  );
}
