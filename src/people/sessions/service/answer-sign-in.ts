import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { limitsOf } from '../domain/limits.ts';
import { SIGN_IN_PATHS } from '../domain/sign-in-paths.ts';
import { deleteSession, deleteTrust, findUser } from '../store/index.ts';
import { accessChanged } from './access-cache.ts';
import { authenticateCookie } from './authenticate.ts';
import { forgiveAttempts, spendAttempts } from './limits.ts';
import { checkPassword } from './passwords.ts';
import { noteRefused } from './refused.ts';
import { ADDRESS_HEADER } from './address-header.ts';
import { signInOf } from './sign-in.ts';

export interface SignInRequest {
  method: string;
  /** As the client asked for it, absolute. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Record<string, unknown>;
  address: string;
}

export interface SignInAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** Lets the library answer one request: limits before it; cache, audit and the second factor after it. */
export async function answerSignIn(app: App, path: string, request: SignInRequest): Promise<SignInAnswer> {
  const before = await authenticateCookie(app, textOf(request.headers['cookie']));
  const account =
    before?.id ?? (typeof request.body['email'] === 'string' ? request.body['email'] : undefined);
  const limits = limitsOf(path, request.address, account);
  const typed = typeof request.body['email'] === 'string' ? request.body['email'] : undefined;
  const noteIt = async (isLimited: boolean) => {
    const by = METHODS[path];
    if (by !== undefined) await noteRefused(app, { by, address: request.address, account: typed, isLimited });
  };
  await spendAttempts(app, limits).catch(async (error: unknown) => {
    await noteIt(true);
    throw error;
  });
  const response = await ask(app, request, await prepareBody(app, path, request.body, before));
  const answered = await read(response);
  if (response.status >= 400 || isSignInError(answered)) {
    if (response.status < 500) await noteIt(false);
    return answered;
  }
  await forgiveAttempts(app, limits);
  await record(app, path, request.address, before, answered);
  return isChallenge(answered) && request.method === 'GET' ? redirectToSecondFactor(answered) : answered;
}

function textOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}

/** What the library is told on top of what was asked. */
async function prepareBody(
  app: App,
  path: string,
  body: Record<string, unknown>,
  actor: Actor | null,
): Promise<Record<string, unknown>> {
  const { newPassword } = body;
  if (typeof newPassword === 'string') {
    const user = actor ? await findUser(app, actor.id) : undefined;
    checkPassword(newPassword, user ? [user.name, user.email] : []);
  }
  // A changed password ends every session, whatever the client says.
  return path === '/change-password' ? { ...body, revokeOtherSessions: true } : body;
}

async function ask(
  app: App,
  { method, url, headers, address }: SignInRequest,
  body: Record<string, unknown>,
): Promise<Response> {
  const signIn = await signInOf(app);
  const passed = new Headers({ [ADDRESS_HEADER]: address });
  for (const name of PASSED) {
    const value = headers[name];
    if (typeof value === 'string') passed.set(name, value);
  }
  if (method === 'GET') return signIn.handler(new Request(url, { headers: passed }));
  passed.set('content-type', 'application/json');
  return signIn.handler(new Request(url, { method, headers: passed, body: JSON.stringify(body) }));
}

const PASSED = [
  'cookie',
  'origin',
  'referer',
  'user-agent',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'accept-language',
] as const;

async function read(response: Response): Promise<SignInAnswer> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    // Only redirects and plain refusals carry something else, and their text says nothing.
  }
  return { status: response.status, headers: response.headers, body };
}

/** A used or expired link answers with a redirect that names the error. */
function isSignInError({ headers }: SignInAnswer): boolean {
  return /[?&]error=/.test(headers.get('location') ?? '');
}

function isChallenge({ body }: SignInAnswer): boolean {
  return typeof body === 'object' && body !== null && 'twoFactorRedirect' in body;
}

function redirectToSecondFactor({ headers }: SignInAnswer): SignInAnswer {
  const redirected = new Headers(headers);
  redirected.set('location', '/sign-in?step=second-factor');
  return { status: 302, headers: redirected, body: null };
}

async function record(
  app: App,
  path: string,
  address: string,
  before: Actor | null,
  answered: SignInAnswer,
): Promise<void> {
  const { action } = SIGN_IN_PATHS.get(path) ?? {};
  if (!action || isChallenge(answered)) return;
  if (before && CHANGES_SESSIONS.has(path)) await accessChanged(app, before.id);
  if (before && path === '/change-password') await deleteTrust(app, before.id);
  const after = await newActor(app, answered);
  const actor = after ?? before;
  if (!actor) return;
  const isSetUp = before !== null && path === '/two-factor/verify-totp';
  const isStart = action === 'session.started' && !isSetUp;
  if (isStart && before?.sessionId) await replaceSession(app, before, before.sessionId);
  const subject = action.startsWith('session.') && !isSetUp ? (actor.sessionId ?? actor.id) : actor.id;
  await audit(
    app,
    { ...actor, address },
    {
      action: isSetUp ? 'totp.enabled' : action,
      subject,
      detail: isStart ? { by: METHODS[path] ?? path } : {},
    },
  );
}

/** Whose session the answer's cookie starts. */
async function newActor(app: App, { headers }: SignInAnswer): Promise<Actor | null> {
  const cookie = headers
    .getSetCookie()
    .find((one) => one.includes('.session_token=') && !/Max-Age=0(;|$)/.test(one));
  return cookie ? authenticateCookie(app, cookie) : null;
}

/** A browser has one session: signing in again ends the one before. */
async function replaceSession(app: App, before: Actor, sessionId: string): Promise<void> {
  await deleteSession(app, before.id, sessionId);
  await accessChanged(app, before.id);
}

const CHANGES_SESSIONS = new Set([
  '/sign-out',
  '/change-password',
  '/two-factor/disable',
  '/two-factor/verify-totp',
]);

const METHODS: Readonly<Record<string, string>> = {
  '/sign-in/email': 'password',
  '/magic-link/verify': 'mail',
  '/two-factor/verify-totp': 'password and code',
  '/two-factor/verify-backup-code': 'password and backup code',
  '/passkey/verify-authentication': 'passkey',
};
