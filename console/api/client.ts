import { parseJson } from '#lib/json/index.ts';
import { ApiError, networkError, noAnswerError } from './errors.ts';

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

export type QueryValues = Record<string, string | number | boolean | null | undefined>;

interface RequestOptions {
  query?: QueryValues;
  /** Sent as JSON, except a Blob or File, which is sent as it is. */
  body?: unknown;
  signal?: AbortSignal;
  /** The request may outlive the page, for the last save of a draft. */
  isLast?: boolean;
  /** Milliseconds after which the request is given up, as an error with code `no_answer`: what was asked may have happened or not. */
  patienceMs?: number;
}

/** The JSON API of the server, under /api/v1. Every failure is an `ApiError`. */
export const api = {
  get: <T>(path: string, query?: QueryValues, signal?: AbortSignal, patienceMs?: number) =>
    request<T>('GET', path, { query, signal, patienceMs }),
  post: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    request<T>('POST', path, { ...options, body: body ?? {} }),
  put: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    request<T>('PUT', path, { ...options, body: body ?? {} }),
  patch: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    request<T>('PATCH', path, { ...options, body: body ?? {} }),
  delete: <T>(path: string) => request<T>('DELETE', path, {}),
};

/** `?a=1&b=2` for the values that are set. */
export function queryString(values: QueryValues = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** The server's clock, as far as the answers so far tell it: for times that the server will compare with its own. */
export function serverNow(): number {
  return Date.now() + clockSkew;
}

/** Tells when a request finds that the session has ended. Returns a function that stops telling. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

let clockSkew = 0;
const signedOutListeners = new Set<() => void>();

async function request<T>(method: string, path: string, options: RequestOptions): Promise<T> {
  const { patienceMs } = options;
  if (patienceMs === undefined) return ask<T>(method, path, options);
  const patience = AbortSignal.timeout(patienceMs);
  const signal = options.signal === undefined ? patience : AbortSignal.any([options.signal, patience]);
  try {
    return await ask<T>(method, path, { ...options, signal });
  } catch (error) {
    if (patience.aborted && !(error instanceof ApiError)) throw noAnswerError(patienceMs);
    throw error;
  }
}

async function ask<T>(method: string, path: string, options: RequestOptions): Promise<T> {
  const isFile = options.body instanceof Blob;
  const response = await fetch(`/api/v1${path}${queryString(options.query)}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(options.body === undefined || isFile ? {} : { 'content-type': 'application/json' }),
    },
    body:
      options.body === undefined ? undefined : isFile ? (options.body as Blob) : JSON.stringify(options.body),
    signal: options.signal,
    keepalive: options.isLast ?? false,
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw networkError();
  });
  learnClock(response.headers.get('date'));
  const body = await readBody(response);
  options.signal?.throwIfAborted();
  if (response.ok) return body as T;
  if (response.status === 401 && path !== '/session') for (const listener of signedOutListeners) listener();
  throw new ApiError(response.status, body, retryAfter(response));
}

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const text = await response.text().catch(() => '');
  if (!response.headers.get('content-type')?.includes('json')) return text === '' ? undefined : text;
  return parseJson(text);
}

function learnClock(date: string | null): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (!Number.isNaN(server)) clockSkew = server - Date.now();
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null;
}
