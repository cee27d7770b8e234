import { Link } from '@tanstack/react-router';
import { shortNumber } from '../format/number.ts';
import { exactTime } from '../format/time.ts';
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

/** The moment before which words were not looked for, for want of time; undefined where all was searched. */
export function searchedBackTo(pages: readonly { looked?: { searchedTo?: string } }[]): string | undefined {
  return pages.at(-1)?.looked?.searchedTo;
}

/** Says how far back was searched, and where all of it can be. */
export function SearchedTo({ at, q }: { at: string; q: string }) {
  return (
    <p className="look-further muted" role="status">
      <span>{t('common.searchedTo', { date: exactTime(at) })}</span>{' '}
      <Link to="/find" search={{ q }}>
        {t('common.searchEverything')}
      </Link>
    </p>
  );
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
