import { ApiError, networkError } from '../../api/errors.ts';
import { hasMessage, t } from '../../i18n/index.ts';

/** The sign-in paths of the server, under /api/auth. Every failure is an `ApiError` in our words. */
export const auth = {
  get: <T>(path: string) => call<T>('GET', path),
  post: <T>(path: string, body: object = {}) => call<T>('POST', path, body),
};

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`/api/auth${path}`, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw networkError();
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  throw authError(response.status, answer, Number.isFinite(wait) ? Math.max(1, Math.ceil(wait)) : null);
}

/** What the sign-in library says, in the shape and words of the console. Codes it has words for win over the library's English. */
export function authError(status: number, answer: unknown, retryAfter: number | null = null): ApiError {
  const said = isRecord(answer) ? answer : {};
  if (isRecord(said.error)) return new ApiError(status, said, retryAfter);
  const code = typeof said.code === 'string' ? said.code : 'unknown';
  const key = `signIn.error.${code}`;
  const message = hasMessage(key) ? t(key) : typeof said.message === 'string' ? said.message : '';
  return new ApiError(status, { error: { code, message } }, retryAfter);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
