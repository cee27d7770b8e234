import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { cookieIn, setMemberCookie } from '../service/cookies.ts';
import { memberErrors } from '../errors.ts';
import { type AttemptRow, deleteAttempt, insertAttempt } from './store.ts';

const COOKIE = 'rapport_way';
const SEALED_AS = 'member-attempt';
export const ATTEMPT_MINUTES = 10;

/** What a browser is known by while it signs in elsewhere; the database keeps the hash. Undefined for one that never began. */
export function browserOf(app: App, request: FastifyRequest): string | undefined {
  const token = cookieIn(request, COOKIE);
  return token === undefined || !/^[\w-]{43}$/.test(token) ? undefined : app.secrets.hash(token);
}

/** Begins a sign-in elsewhere; answers the secret that ends it in this browser, within ten minutes, once. */
export async function beginAttempt(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: {
    providerId: string | null;
    memberId: string | null;
    back: string;
    kept: object;
    secret?: string;
  },
): Promise<string> {
  let browserHash = browserOf(app, request);
  if (browserHash === undefined) {
    const token = newSecret();
    browserHash = app.secrets.hash(token);
    setMemberCookie(app, request, reply, { name: COOKIE, value: token, seconds: 3600, path: '/community' });
  }
  const { providerId, memberId, back, kept, secret = newSecret() } = attempt;
  await insertAttempt(app, {
    hash: app.secrets.hash(secret),
    browserHash,
    providerId,
    memberId,
    sealed: app.secrets.seal(JSON.stringify(kept), SEALED_AS),
    back,
    minutes: ATTEMPT_MINUTES,
  });
  return secret;
}

export type Attempt = Omit<AttemptRow, 'sealed'> & { kept: unknown; browserHash: string };

/** Ends an attempt. Throws `member.way_over` where it is over, was ended, or began in another browser. */
export async function endAttempt(app: App, request: FastifyRequest, secret: string): Promise<Attempt> {
  const browserHash = browserOf(app, request);
  const row =
    browserHash === undefined || secret.length > 200
      ? undefined
      : await deleteAttempt(app, app.secrets.hash(secret), browserHash);
  if (!row || browserHash === undefined) throw memberErrors('member.way_over');
  const { sealed, ...rest } = row;
  return { ...rest, browserHash, kept: openKept(app, sealed) };
}

export const openKept = (app: App, sealed: string): unknown =>
  JSON.parse(app.secrets.open(sealed, SEALED_AS));
export const sealKept = (app: App, kept: object): string => app.secrets.seal(JSON.stringify(kept), SEALED_AS);
