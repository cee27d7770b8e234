import type { HttpServer } from '#platform/http/index.ts';

// Answers are read freely in tests; the shapes are checked by the routes themselves.
type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  cookies: string[];
  body: Json;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Sends requests into the server as a browser on a page of ours would: with its cookies, Origin and Sec-Fetch-Site. */
export class Browser {
  readonly jar = new Map<string, string>();
  readonly #server: HttpServer;
  readonly #options: { address?: string; userAgent?: string; origin?: string };

  constructor(server: HttpServer, options: { address?: string; userAgent?: string; origin?: string }) {
    this.#server = server;
    this.#options = options;
  }

  get = (url: string, headers?: Record<string, string>): Promise<Answer> =>
    this.send('GET', url, undefined, headers);
  post = (url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> =>
    this.send('POST', url, body ?? {}, headers);
  put = (url: string, body?: unknown): Promise<Answer> => this.send('PUT', url, body ?? {});
  patch = (url: string, body?: unknown): Promise<Answer> => this.send('PATCH', url, body ?? {});
  delete = (url: string): Promise<Answer> => this.send('DELETE', url);

  /** A header set to the empty string is left out. */
  async send(
    method: Method,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const origin = this.#options.origin ?? 'http://localhost:3000';
    const all: Record<string, string> = {
      host: new URL(origin).host,
      'user-agent':
        this.#options.userAgent ?? 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'sec-fetch-site': 'same-origin',
      ...(method === 'GET' ? {} : { origin }),
      ...(this.jar.size
        ? { cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') }
        : {}),
      ...headers,
    };
    const answer = await this.#server.inject({
      method,
      url,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      remoteAddress: this.#options.address ?? '127.0.0.1',
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const cookies = [answer.headers['set-cookie'] ?? []].flat();
    for (const cookie of cookies) this.#keep(cookie);
    return { status: answer.statusCode, headers: answer.headers, cookies, body: parse(answer.body) };
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    if (/Max-Age=0(;|$)/.test(cookie)) this.jar.delete(name);
    else this.jar.set(name, value);
  }
}

function parse(text: string): Json {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
