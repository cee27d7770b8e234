import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider that lets people in by OAuth 2 with PKCE (RFC 6749, RFC 7636, RFC 7662); refresh tokens count once. */
export interface TokenServer {
  host: string;
  authorizeUrl: string;
  tokenUrl: string;
  introspectUrl: string;
  clientId: string;
  secret: string;
  /** What a browser does with the address: the person says yes, and brings this back. */
  visit(url: string): Promise<{ state: string; code: string }>;
  /** Access tokens given out so far count no more. */
  endAccess(): void;
  /** The person takes back what he allowed. */
  revoke(): void;
  /** The next so many requests for tokens are answered with 503. */
  fail(times: number): void;
  asked: string[];
  close(): Promise<void>;
}

export async function startTokenServer({ expiresIn = 3600 } = {}): Promise<TokenServer> {
  const [clientId, secret] = ['rapport-client', 'client secret'];
  const codes = new Map<string, { challenge: string; redirectUri: string; user: string }>();
  const refresh = new Map<string, string>();
  const access = new Map<string, string>();
  const asked: string[] = [];
  let failing = 0;
  const give = (user: string) => {
    const [token, next] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
    access.set(token, user);
    refresh.set(next, user);
    return { access_token: token, token_type: 'Bearer', expires_in: expiresIn, refresh_token: next };
  };
  const tokens = (form: URLSearchParams): [number, object] => {
    const grant = form.get('grant_type') ?? '';
    asked.push(grant);
    if (failing > 0) {
      failing -= 1;
      return [503, {}];
    }
    if (form.get('client_id') !== clientId || form.get('client_secret') !== secret)
      return [401, { error: 'invalid_client' }];
    if (grant === 'client_credentials') return [200, { ...give('app'), refresh_token: undefined }];
    const from = grant === 'refresh_token' ? refresh : codes;
    const proof = form.get(grant === 'refresh_token' ? 'refresh_token' : 'code') ?? '';
    const found = from.get(proof);
    from.delete(proof);
    if (typeof found === 'string') return [200, give(found)];
    const hash = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (found?.challenge === hash && found.redirectUri === form.get('redirect_uri'))
      return [200, give(found.user)];
    return [400, { error: 'invalid_grant', error_description: 'it was taken back' }];
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (url.pathname === '/authorize') {
      const of = (name: string) => url.searchParams.get(name) ?? '';
      const isGood =
        of('client_id') === clientId &&
        of('response_type') === 'code' &&
        of('code_challenge_method') === 'S256';
      if (!isGood) return response.writeHead(400).end();
      const code = randomBytes(16).toString('hex');
      codes.set(code, {
        challenge: of('code_challenge'),
        redirectUri: of('redirect_uri'),
        user: of('login_hint'),
      });
      const back = new URL(of('redirect_uri'));
      back.search = new URLSearchParams({ code, state: of('state') }).toString();
      return response.writeHead(302, { location: back.href }).end();
    }
    const form = new URLSearchParams(await bodyOf(request));
    const email = access.get(form.get('token') ?? '');
    const [status, answer] =
      url.pathname === '/token' ? tokens(form) : [200, email ? { active: true, email } : { active: false }];
    return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    authorizeUrl: `http://${host}/authorize?prompt=consent`,
    tokenUrl: `http://${host}/token`,
    introspectUrl: `http://${host}/introspect`,
    clientId,
    secret,
    async visit(url) {
      const answer = await fetch(url, { redirect: 'manual' });
      const back = new URL(answer.headers.get('location') ?? '').searchParams;
      return { state: back.get('state') ?? '', code: back.get('code') ?? '' };
    },
    endAccess: () => access.clear(),
    revoke() {
      access.clear();
      refresh.clear();
    },
    fail: (times) => (failing = times),
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
