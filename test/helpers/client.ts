import { TEST_PASSWORD } from './server.ts';

// Answers are read freely in tests; the shapes are checked by the routes themselves.
type Json = ReturnType<typeof JSON.parse>;

export const OWNER = { name: 'Olga Owner', email: 'olga@example.com', password: TEST_PASSWORD };

/** The answer was not a success. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(asked: string, status: number, text: string) {
    super(`${asked} answered ${status}: ${text.slice(0, 500)}`);
    this.status = status;
    this.code = /"code":"([^"]+)"/.exec(text)?.[1] ?? '';
  }
}

/** A program of somebody's that uses the API of a running Rapport with a personal token. */
export class Client {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.#headers = headers;
  }

  /** The same client at another address. */
  at(url: string): Client {
    return new Client(url, this.#headers);
  }

  get = (path: string): Promise<Json> => this.#send('GET', path);
  post = (path: string, body: unknown = {}): Promise<Json> => this.#send('POST', path, body);
  put = (path: string, body: unknown = {}): Promise<Json> => this.#send('PUT', path, body);
  patch = (path: string, body: unknown = {}): Promise<Json> => this.#send('PATCH', path, body);
  delete = (path: string): Promise<Json> => this.#send('DELETE', path);

  /** An answer that goes on, to be read as it comes. */
  open(path: string, signal: AbortSignal): Promise<Response> {
    return fetch(`${this.#url}/api/v1${path}`, { headers: this.#headers, signal });
  }

  /** Every row of a list, page by page. */
  async all(path: string): Promise<Json[]> {
    const items: Json[] = [];
    for (let cursor: string | undefined; ;) {
      const url = new URL(path, this.#url);
      url.searchParams.set('limit', '200');
      if (cursor !== undefined) url.searchParams.set('cursor', cursor);
      const page: Json = await this.get(`${url.pathname}${url.search}`);
      items.push(...page.items);
      if (page.nextCursor === undefined) return items;
      cursor = page.nextCursor;
    }
  }

  async #send(method: string, path: string, body?: unknown): Promise<Json> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { ...this.#headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Refused(`${method} ${path}`, response.status, text);
    return text === '' ? undefined : JSON.parse(text);
  }
}

/** Uses the owner link of a fresh installation up and makes a personal token that may do everything. */
export async function becomeOwner(url: string, ownerLink: string | undefined): Promise<Client> {
  const token = ownerLink?.split('#token=')[1];
  if (token === undefined) throw new Error('there is no owner link');
  const response = await fetch(`${url}/api/v1/setup/owner`, {
    method: 'POST',
    // Node's fetch names a mode of fetching, as browsers do, and whoever does must name its page.
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ token, ...OWNER }),
  });
  if (!response.ok) throw new Refused('POST /setup/owner', response.status, await response.text());
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const made = await new Client(url, { cookie }).post('/me/tokens', {
    name: 'journey',
    scopes: ['read', 'write'],
  });
  return new Client(url, { authorization: `Bearer ${made.token}` });
}
