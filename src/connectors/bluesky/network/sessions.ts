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
 * refreshed, by one caller at a time; the app password is used again only when refreshing fails.
 */
export class Sessions {
  readonly #kept = new Map<string, Credentials>();
  readonly #renewing = new Map<string, Promise<Credentials>>();
  readonly #signedInAt = new Map<string, number>();

  /** Calls `use` with a valid session, and once more with a new one when the server finds the first expired. */
  async use<T>(account: OwnAccount, outward: Outward, use: (session: Credentials) => Promise<T>): Promise<T> {
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

  async #renewNow(account: OwnAccount, current: Credentials, outward: Outward): Promise<Credentials> {
    const answer = await this.#refresh(account, current, outward);
    const renewed = { ...current, ...tokensOf(answer, current) };
    this.#kept.set(account.id, renewed);
    await account.saveCredentials(renewed);
    return renewed;
  }

  async #refresh(account: OwnAccount, current: Credentials, outward: Outward): Promise<Shape> {
    const { service, refreshJwt, handle } = current;
    try {
      return await xrpc(outward, {
        service,
        method: 'com.atproto.server.refreshSession',
        input: {},
        token: refreshJwt,
      });
    } catch (error) {
      if (!(error instanceof XrpcError) || (error.status !== 400 && error.status !== 401)) throw error;
    }
    const since = Date.now() - (this.#signedInAt.get(account.id) ?? 0);
    if (since < SIGN_IN_PAUSE_MS) throw new SignedOut(handle, 'a sign-in a moment ago was of no use.');
    this.#signedInAt.set(account.id, Date.now());
    try {
      return await signIn(outward, current.service, current.did, current.password);
    } catch (error) {
      if (error instanceof XrpcError && (error.status === 400 || error.status === 401))
        throw new SignedOut(handle, error.message);
      throw error;
    }
  }
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
