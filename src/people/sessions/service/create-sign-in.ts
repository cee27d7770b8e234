import { passkey } from '@better-auth/passkey';
import { APIError, betterAuth, type BetterAuthOptions } from 'better-auth';
import { getAdapter } from 'better-auth/db/adapter';
import { magicLink, twoFactor } from 'better-auth/plugins';
import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { canMail } from '#platform/mail/index.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from '../domain/password.ts';
import { findUser } from '../store/index.ts';
import { ADDRESS_HEADER } from './address-header.ts';
import { COOKIE_PREFIX, signInKey } from './cookies.ts';
import { columns, ID_PREFIXES } from './sign-in-columns.ts';
import { hashSessionTokens } from './hashed-tokens.ts';
import { passwordWasReset } from './passwords.ts';
import { mailMagicLink, mailNewPassword } from './sign-in-mails.ts';

/** Seconds; a session ends then even when it is used. */
const SESSION_SECONDS = 30 * 24 * 3600;
/** The sign-in library over our database. */
export async function createSignIn(app: App) {
  const options = describeSignIn(app, await signInKey(app));
  // Outside of any transaction on purpose: this handle lives as long as the process.
  const db = app.db.tables<Record<string, Record<string, unknown>>>();
  const adapter = await getAdapter({ ...options, database: { db, type: 'postgres', transaction: true } });
  return betterAuth({
    ...options,
    database: () => hashSessionTokens(adapter, (token) => app.secrets.hash(token)),
  });
}

function describeSignIn(app: App, secret: string) {
  const hasMail = canMail(app.config);
  return {
    appName: 'Rapport',
    baseURL: app.config.publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: (request) => trustedOrigins(app, request),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { log: (level, message, ...details) => writeLog(app, level, message, details) },
    emailAndPassword: describePasswords(app),
    user: { modelName: 'users', fields: columns.user },
    session: {
      modelName: 'sessions',
      fields: columns.session,
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
    },
    account: { modelName: 'credentials', fields: columns.account },
    verification: { modelName: 'verifications', fields: columns.verification, storeIdentifier: 'hashed' },
    databaseHooks: { session: { create: { before: (session) => refuseDisabled(app, session.userId) } } },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: ({ model }) => newId(ID_PREFIXES[model] ?? 'auth') },
    },
    plugins: [secondFactor(), passkeys(app), ...(hasMail ? [magicLinks(app)] : [])],
  } satisfies BetterAuthOptions;
}

/** The library's own errors matter; that somebody mistyped a password does not. */
function writeLog(app: App, level: string, message: string, details: unknown[]): void {
  const write = level === 'error' ? app.log.warn : app.log.debug;
  write.call(app.log, { details }, `sign-in: ${message}`);
}

function describePasswords(app: App) {
  return {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: PASSWORD_MIN,
    maxPasswordLength: PASSWORD_MAX,
    revokeSessionsOnPasswordReset: true,
    resetPasswordTokenExpiresIn: 3600,
    onPasswordReset: ({ user }) => passwordWasReset(app, user.id),
    ...(canMail(app.config)
      ? { sendResetPassword: async ({ user, token }) => mailNewPassword(app, user.email, token) }
      : {}),
  } satisfies BetterAuthOptions['emailAndPassword'];
}

function magicLinks(app: App) {
  return magicLink({
    disableSignUp: true,
    storeToken: 'hashed',
    expiresIn: 900,
    sendMagicLink: (link) => mailMagicLink(app, link),
  });
}

/** The library asks for the second factor after a password only; a mailbox is one factor too. */
function secondFactor() {
  const plugin = twoFactor({
    issuer: 'Rapport',
    schema: {
      user: { fields: columns.totpUser },
      twoFactor: { modelName: 'totp_secrets', fields: columns.totp },
    },
  });
  const [hook] = plugin.hooks.after;
  if (!hook) throw new Error('the second factor has no hook');
  const matcher = (context: Parameters<typeof hook.matcher>[0]) =>
    context.path === '/magic-link/verify' || hook.matcher(context);
  return { ...plugin, hooks: { after: [{ ...hook, matcher }] } };
}

function passkeys(app: App) {
  const { hostname } = new URL(app.config.publicUrl);
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  return passkey({
    rpName: 'Rapport',
    // A passkey belongs to a name; the machine's own name is the only one that a bare address has.
    rpID: isAddress ? 'localhost' : hostname,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    authentication: {
      afterVerification: async ({ verification }) => {
        if (verification.authenticationInfo.userVerified) return;
        throw new APIError('FORBIDDEN', {
          code: 'PASSKEY_UNVERIFIED',
          message: 'The passkey did not check who holds it (fingerprint, face or PIN). Use one that does.',
        });
      },
    },
    schema: { passkey: { modelName: 'passkeys', fields: columns.passkey } },
  });
}

/** Pages that may change something: those of PUBLIC_URL, and those of the host that was asked. */
function trustedOrigins(app: App, request: Request | undefined): string[] {
  const origins = [new URL(app.config.publicUrl).origin];
  if (request) {
    const { host } = new URL(request.url);
    origins.push(`http://${host}`, `https://${host}`);
  }
  return origins;
}

async function refuseDisabled(app: App, userId: string): Promise<void> {
  const user = await findUser(app, userId);
  if (user?.state === 'active') return;
  throw new APIError('FORBIDDEN', {
    code: 'ACCOUNT_DISABLED',
    message: 'This account was disabled. Ask an owner or admin to enable it again.',
  });
}
