import { AppError, messageOf } from '#platform/errors/index.ts';
import { outwardErrors } from './errors.ts';

/** One time limit for everything that belongs to a request, joined with the caller's own signal. */
export interface Deadline {
  signal: AbortSignal;
  /** The error to throw for one that was caught: ours pass, the caller's abort keeps its reason, the rest is named. */
  explain(error: unknown, host: string): unknown;
  clear(): void;
}

const TIMEOUT_CODES = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);

export function startDeadline(milliseconds: number, caller?: AbortSignal): Deadline {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), milliseconds);
  const signal = caller ? AbortSignal.any([caller, late.signal]) : late.signal;
  return {
    signal,
    clear: () => clearTimeout(timer),
    explain(error, host) {
      if (caller?.aborted) return caller.reason;
      if (late.signal.aborted)
        return outwardErrors('outward.timeout', { host, seconds: milliseconds / 1000 }, error);
      return explainFailure(error, host);
    },
  };
}

/** Names what a socket, a resolver or a parser threw. */
export function explainFailure(error: unknown, host: string): AppError {
  if (error instanceof AppError) return error;
  const inner = innermost(error);
  if (inner instanceof AppError) return inner;
  const code = (inner as NodeJS.ErrnoException).code;
  if (code !== undefined && TIMEOUT_CODES.has(code))
    return outwardErrors('outward.timeout', { host, seconds: 10 }, error);
  const reason = REASONS[code ?? ''] ?? messageOf(inner);
  return outwardErrors('outward.unreachable', { host, reason }, error);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'the name could not be looked up',
  ECONNREFUSED: 'nothing answers at this port',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no network',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** Several addresses tried give an AggregateError; the first of them says enough. */
function innermost(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
}
