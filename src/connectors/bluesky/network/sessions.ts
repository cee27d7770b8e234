import type { OwnAccount } from '../../kit/index.ts';
import type { Outward } from '#platform/outward/index.ts';
import { filled, isDid, type Shape, shapeOf } from '../records/shapes.ts';
import { xrpc, XrpcError } from './xrpc.ts';

/** What is kept of a connected account (encrypted at rest). */
export interface Credentials {
  /** The account's server, `https://…` without a path. */
  service: string;
  did: string;
  handle: string;
  /** App password: signs in again when the session can no longer be refreshed. */
  password: string;
  accessJwt: string;
  refreshJwt: string;
  /** When the password was last used, milliseconds since 1970. */
  signedInAt?: number;
}

/** The server no longer lets the account in; only connecting it again helps. */
export class SignedOut extends Error {
  constructor(handle: string, reason: string) {
    super(`@${handle} is signed out: ${reason} Connect the account again in the settings.`);
    this.name = 'SignedOut';
  }
}

const EXPIRES_SOON_MS = 30_000;
const SIGN_IN_PAUSE_MS = 60_000;

/**
 * Sessions of the connected accounts. Servers allow few sign-ins (30 in 5 minutes), so a session is used until it expires and then
 * refreshed, by one caller of all processes at a time; the app password is used again only when refreshing fails, at most once a minute.
 */
export class Sessions {
  readonly #kept = new Map<string, Credentials>();
  readonly #renewing = new Map<string, Promise<Credentials>>();

  /** Calls `use` with a valid session, and once more with a new one when the server finds the first expired. */
  async use<T>(account: OwnAccount, outward: Outward, use: (session: Credentials) => Promise<T>): Promise<T> {
    try {
      return await this.#useOpen(account, outward, use);
    } catch (error) {
      if (error instanceof SignedOut) await account.reportRefused(error.message);
      throw error;
    }
  }

  async #useOpen<T>(
    account: OwnAccount,
    outward: Outward,
    use: (session: Credentials) => Promise<T>,
  ): Promise<T> {
    const current = this.#current(account);
    const session =
      expiresAt(current) < Date.now() + EXPIRES_SOON_MS
        ? await this.#renew(account, current, outward)
        : current;
    try {
      return await use(session);
    } catch (error) {
      if (!isExpired(error)) throw error;
      return use(await this.#renew(account, session, outward));
    }
  }

  /** The newer of what is stored and what was refreshed since it was read. */
  #current(account: OwnAccount): Credentials {
    const stored = parseCredentials(account);
    const kept = this.#kept.get(account.id);
    const isSame =
      kept?.did === stored.did && kept.service === stored.service && kept.password === stored.password;
    return isSame && expiresAt(kept) >= expiresAt(stored) ? kept : stored;
  }

  #renew(account: OwnAccount, expired: Credentials, outward: Outward): Promise<Credentials> {
    const running = this.#renewing.get(account.id);
    if (running) return running;
    const current = this.#current(account);
    if (current.accessJwt !== expired.accessJwt) return Promise.resolve(current);
    const renewing = this.#renewNow(account, current, outward).finally(() =>
      this.#renewing.delete(account.id),
    );
    this.#renewing.set(account.id, renewing);
    return renewing;
  }

  async #renewNow(account: OwnAccount, expired: Credentials, outward: Outward): Promise<Credentials> {
    const renewed = (await account.renewCredentials((stored) =>
      renewStored(stored, expired, account, outward),
    )) as Credentials;
    this.#kept.set(account.id, renewed);
    return renewed;
  }
}

/** Those that are stored, where another process has renewed them since; else a refreshed session, else a new one. */
async function renewStored(
  stored: unknown,
  expired: Credentials,
  account: OwnAccount,
  outward: Outward,
): Promise<Credentials> {
  const current = parseCredentials({ ...account, credentials: stored });
  const isRenewed = current.accessJwt !== expired.accessJwt || current.password !== expired.password;
  if (isRenewed && expiresAt(current) > Date.now() + EXPIRES_SOON_MS) return current;
  try {
    return { ...current, ...tokensOf(await refresh(current, outward), current) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  const waitUntil = (current.signedInAt ?? 0) + SIGN_IN_PAUSE_MS;
  if (waitUntil > Date.now()) {
    const problem = `@${current.handle} was signed in a moment ago and its session is refused already.`;
    throw new XrpcError(503, '', problem, new Date(waitUntil));
  }
  try {
    const { service, did, password } = current;
    const session = await signIn(outward, service, did, password);
    return { ...current, ...tokensOf(session, current), signedInAt: Date.now() };
  } catch (error) {
    if (isRefusal(error)) throw new SignedOut(current.handle, (error as Error).message);
    throw error;
  }
}

function refresh({ service, refreshJwt }: Credentials, outward: Outward): Promise<Shape> {
  const method = 'com.atproto.server.refreshSession';
  return xrpc(outward, { service, method, input: {}, token: refreshJwt });
}

function isRefusal(error: unknown): boolean {
  return error instanceof XrpcError && (error.status === 400 || error.status === 401);
}

/** Makes a new session; throws the server's own XrpcError when it is refused. */
export function signIn(
  outward: Outward,
  service: string,
  identifier: string,
  password: string,
): Promise<Shape> {
  return xrpc(outward, {
    service,
    method: 'com.atproto.server.createSession',
    input: { identifier, password },
  });
}

/** The part of an answer that makes a session. */
export function tokensOf(
  answer: Shape,
  known: { handle: string },
): Pick<Credentials, 'accessJwt' | 'refreshJwt' | 'handle'> {
  const { accessJwt, refreshJwt, handle } = answer;
  if (typeof accessJwt !== 'string' || typeof refreshJwt !== 'string')
    throw new XrpcError(200, '', 'The server gave no session.');
  return { accessJwt, refreshJwt, handle: filled(handle, 253) ?? known.handle };
}

function parseCredentials(account: OwnAccount): Credentials {
  const { service, did, handle, password, accessJwt, refreshJwt } = shapeOf(account.credentials);
  const texts = [service, handle, password, accessJwt, refreshJwt];
  if (!isDid(did) || texts.some((text) => typeof text !== 'string')) {
    throw new SignedOut(account.handle, 'what was kept of its sign-in cannot be used.');
  }
  return account.credentials as Credentials;
}

/** When the access token ends, in milliseconds since 1970; never for a token that does not tell. */
function expiresAt({ accessJwt }: Credentials): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(accessJwt.split('.')[1] ?? '', 'base64url').toString());
    const exp = shapeOf(claims)['exp'];
    return typeof exp === 'number' ? exp * 1000 : Infinity;
  } catch {
    return Infinity;
  }
}

/** The server no longer takes the access token. */
export function isExpired(error: unknown): boolean {
  return error instanceof XrpcError && (error.error === 'ExpiredToken' || error.error === 'InvalidToken');
}
