import { t } from '../i18n/index.ts';

export interface FieldProblem {
  /** Dotted path in the request body. */
  path: string;
  message: string;
}

/** What the server answered instead of a result. `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  /** The server's stable code, `network` when it could not be reached. */
  readonly code: string;
  readonly params: Record<string, unknown>;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | null;
  /** Seconds to wait before another try, when the server says so. */
  readonly retryAfter: number | null;

  constructor(status: number, body: unknown, retryAfter: number | null = null) {
    const error = isRecord(body) && isRecord(body.error) ? body.error : {};
    super(
      typeof error.message === 'string' && error.message !== '' ? error.message : t('error.unknown.title'),
    );
    this.name = 'ApiError';
    this.status = status;
    this.code = typeof error.code === 'string' ? error.code : status === 0 ? 'network' : 'unknown';
    this.params = isRecord(error.params) ? error.params : {};
    this.fields = Array.isArray(error.fields) ? error.fields.filter(isFieldProblem) : [];
    this.requestId = typeof error.requestId === 'string' ? error.requestId : null;
    this.retryAfter = retryAfter;
  }

  /** The problem of one field of a form, if the server named it. */
  fieldMessage(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }
}

/** The error for a request that got no answer. */
export function networkError(): ApiError {
  return new ApiError(0, { error: { code: 'network', message: t('error.network.title') } });
}

/** The error for a request whose answer was waited for too long: what it asked may have happened or not. */
export function noAnswerError(patienceMs: number): ApiError {
  const message = t('error.noAnswer', { seconds: Math.round(patienceMs / 1000) });
  return new ApiError(0, { error: { code: 'no_answer', message } });
}

/** Whether no answer came, so that what was asked may have happened or not. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof ApiError && error.status === 0;
}

/** Whether the same may succeed later, since nobody refused it: no answer, a server in trouble, too much at once. */
export function isWorthAnotherTry(error: unknown): boolean {
  return isUnanswered(error) || (error instanceof ApiError && (error.status === 429 || error.status >= 500));
}

/** One sentence for a toast or a line under a field, whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) {
    if (error.status === 429 && error.retryAfter !== null)
      return t('error.limited', { seconds: error.retryAfter });
    return error.message;
  }
  return t('error.unknown.title');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.path === 'string' && typeof value.message === 'string';
}
