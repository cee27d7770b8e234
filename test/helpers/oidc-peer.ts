import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { existsSync } from 'node:fs';

/** A real OpenID provider (`oidc-provider`, certified) in this process, which lets one person in without asking. */
export interface OidcPeer {
  issuer: string;
  /** What a browser does with an address at the provider: follows it with cookies until it is sent back to us. */
  visit(url: string): Promise<URL>;
  close(): Promise<void>;
}

interface Person {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
  preferred_username: string;
}

interface Details {
  prompt: { name: string };
  params: { client_id: string; scope: string };
  session?: { accountId: string };
}

/** As much of the package as is used here; it brings no types. */
interface Provider {
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Details>;
  interactionFinished(
    request: IncomingMessage,
    response: ServerResponse,
    result: object,
    options: object,
  ): Promise<void>;
  Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> };
}

const PACKAGE = path.resolve(import.meta.dirname, '../peers/node_modules/oidc-provider/lib/index.js');
const CLAIMS = { email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] };

export async function startOidcPeer(given: {
  port: number;
  clientId: string;
  secret: string;
  redirectUri: string;
  person: Person;
}): Promise<OidcPeer> {
  if (!existsSync(PACKAGE))
    throw new Error('The servers for tests are missing: run `npm test`, which installs them.');
  const { default: Made }: { default: new (issuer: string, config: object) => Provider } = await import(
    pathToFileURL(PACKAGE).href
  );
  const issuer = `http://127.0.0.1:${given.port}`;
  const provider = new Made(issuer, {
    clients: [{ client_id: given.clientId, client_secret: given.secret, redirect_uris: [given.redirectUri] }],
    claims: { openid: ['sub'], ...CLAIMS },
    cookies: { keys: ['a key for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/ask/${uid}` },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    pkce: { required: () => true },
    findAccount: (_ctx: unknown, id: string) => ({ accountId: id, claims: () => given.person }),
  });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/ask/')) return answer(request, response);
    sayYes(provider, given.person.sub, request, response).catch((error: unknown) =>
      response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(given.port, '127.0.0.1', resolve));
  return {
    issuer,
    visit: (url) => follow(url, issuer),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function sayYes(
  provider: Provider,
  accountId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params } = await provider.interactionDetails(request, response);
  let result: object = { login: { accountId } };
  if (prompt.name === 'consent') {
    const grant = new provider.Grant({ accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    result = { consent: { grantId: await grant.save() } };
  }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

async function follow(url: string, origin: string): Promise<URL> {
  const jar = new Map<string, string>();
  for (let next = url, hops = 0; hops < 12; hops++) {
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      jar.set(name!, value!);
    }
    const to = answer.headers.get('location');
    if (to === null) throw new Error(`${next} answered ${answer.status}: ${await answer.text()}`);
    next = new URL(to, origin).href;
    if (!next.startsWith(origin)) return new URL(next);
  }
  throw new Error('the provider goes round in circles');
}
