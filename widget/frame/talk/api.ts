/** The server said no, or nothing (`status` 0). `message` is meant for the visitor and empty when there is none. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;
  /** How long the server wants to be left alone. */
  readonly waitMs: number;

  constructor(status: number, code = '', message = '', waitMs = 0) {
    super(message);
    this.status = status;
    this.code = code;
    this.waitMs = waitMs;
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  get isPassing(): boolean {
    return (
      this.status === 0 ||
      this.status === 408 ||
      this.status === 425 ||
      this.status === 429 ||
      this.status >= 500
    );
  }
}

export interface Call {
  body?: unknown;
  token?: string | null;
  signal?: AbortSignal;
}

export interface Api {
  get(path: string, call?: Call): Promise<unknown>;
  post(path: string, call?: Call): Promise<unknown>;
  /** An answer that goes on. */
  open(path: string, call: Call): Promise<ReadableStream<Uint8Array>>;
  /** Sends the file's bytes as a form; `progress` is 0 to 1. */
  upload(file: File, call: Call & { progress(share: number): void }): Promise<unknown>;
  /** Goes out even while the page is left; nobody hears the answer. */
  beacon(path: string, body: unknown): void;
}

const PATIENCE_MS = 20_000;

/** The public calls of one widget. `heard` is told after each whether the server was there. */
export function createApi(widget: string, heard: (isReached: boolean) => void): Api {
  const base = `/api/v1/chat/${encodeURIComponent(widget)}`;
  const ask = async (method: string, path: string, { body, token, signal }: Call, patienceMs?: number) => {
    const stop = new AbortController();
    const end = () => stop.abort();
    const timer = patienceMs === undefined ? undefined : setTimeout(end, patienceMs);
    signal?.addEventListener('abort', end);
    const answer = await fetch(base + path, {
      method,
      credentials: 'omit',
      cache: 'no-store',
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: stop.signal,
    })
      .catch(() => {
        if (!signal?.aborted) heard(false);
        throw new CallError(0);
      })
      .finally(() => clearTimeout(timer));
    heard(answer.status !== 502 && answer.status !== 503 && answer.status !== 504);
    if (!answer.ok) {
      const waitMs = Number(answer.headers.get('retry-after') ?? 0) * 1000;
      throw refusalOf(answer.status, await answer.text().catch(() => ''), waitMs);
    }
    return answer;
  };
  const asked = async (method: string, path: string, call: Call = {}) => {
    const answer = await ask(method, path, call, PATIENCE_MS);
    return parse(await answer.text().catch(() => ''));
  };
  return {
    get: (path, call) => asked('GET', path, call),
    post: (path, call) => asked('POST', path, { body: {}, ...call }),
    async open(path, call) {
      const { body } = await ask('GET', path, call);
      if (!body) throw new CallError(0);
      return body;
    },
    upload: (file, call) => upload(`${base}/files`, file, call),
    beacon: (path, body) => void navigator.sendBeacon(base + path, JSON.stringify(body)),
  };
}

/** By XMLHttpRequest: fetch does not tell how much has left. */
function upload(
  url: string,
  file: File,
  { token, signal, progress }: Call & { progress(share: number): void },
) {
  return new Promise<unknown>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(parse(request.responseText));
      else reject(refusalOf(request.status, request.responseText, 0));
    });
    for (const end of ['error', 'abort', 'timeout'])
      request.addEventListener(end, () => reject(new CallError(0, signal?.aborted ? 'stopped' : '')));
    signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}

function refusalOf(status: number, text: string, waitMs: number): CallError {
  const { error } = (parse(text) ?? {}) as { error?: { code?: unknown; message?: unknown } };
  return new CallError(
    status,
    typeof error?.code === 'string' ? error.code : '',
    typeof error?.message === 'string' ? error.message : '',
    Number.isFinite(waitMs) ? waitMs : 0,
  );
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
