import { AppError } from '#platform/errors/index.ts';
import { SendPostponed, SendRefused } from '../../kit/index.ts';
import { SignedOut } from '../network/sessions.ts';
import { XrpcError } from '../network/xrpc.ts';

/** No connection came about, so nothing can have been sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const NOT_DIALLED = new Set(['outward.address_forbidden', 'outward.url_invalid']);

/** What a failed write means for the outbox: refused, postponed, or (anything else) unknown. */
export function sendProblem(error: unknown): unknown {
  if (error instanceof SendRefused || error instanceof SendPostponed) return error;
  if (error instanceof SignedOut) return new SendRefused('account.refused', error.message);
  if (error instanceof XrpcError) return refusalOf(error);
  if (!(error instanceof AppError)) return error;
  if (NOT_DIALLED.has(error.code)) return new SendRefused(error.code, error.message);
  return isNeverConnected(error) ? new SendPostponed(error.message) : error;
}

/** For what is done before the write: whatever went wrong, nothing was sent. */
export function beforeSending(error: unknown): unknown {
  const problem = sendProblem(error);
  if (problem instanceof SendRefused || problem instanceof SendPostponed) return problem;
  return new SendPostponed(error instanceof Error ? error.message : String(error));
}

function refusalOf(error: XrpcError): unknown {
  if (error.status === 429)
    return new SendPostponed(`The server asks to wait: ${error.message}`, error.resetAt);
  if (error.status >= 500 || error.status < 400 || error.status === 408) return error;
  const code =
    error.error === ''
      ? `http_${error.status}`
      : error.error.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_').toLowerCase();
  return new SendRefused(`bluesky.${code}`, `The server refused the reply: ${error.message}`);
}

function isNeverConnected(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (NEVER_CONNECTED.has((cause as NodeJS.ErrnoException).code ?? '')) return true;
    if (cause instanceof AggregateError) return cause.errors.every(isNeverConnected);
  }
  return false;
}
