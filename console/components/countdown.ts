import { ApiError } from '../api/errors.ts';
import { t } from '../i18n/index.ts';

/** Seconds that the server wants us to wait; null when the error is not a limit. */
export function waitOf(error: unknown): number | null {
  if (!(error instanceof ApiError) || error.status !== 429) return null;
  if (error.retryAfter !== null) return error.retryAfter;
  const seconds = error.params.seconds;
  return typeof seconds === 'number' && seconds > 0 ? Math.ceil(seconds) : 30;
}

/** `45 s`, `4:05`. */
export function clockOf(seconds: number): string {
  if (seconds < 60) return t('common.seconds', { count: seconds });
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Says whose limit it is and how long it still lasts. */
export function countdownText(error: unknown, seconds: number): string {
  const isAccount = error instanceof ApiError && error.code === 'sign_in.too_many_for_account';
  return t(isAccount ? 'error.limited.account' : 'error.limited.wait', { time: clockOf(seconds) });
}
