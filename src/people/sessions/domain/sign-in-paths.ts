/** What of the sign-in library is reachable, and the name its success has in the audit log. Everything else answers 404. */
export const SIGN_IN_PATHS: ReadonlyMap<
  string,
  { method: 'GET' | 'POST'; action?: string; needsMail?: boolean }
> = new Map([
  ['/get-session', { method: 'GET' }],
  ['/sign-in/email', { method: 'POST', action: 'session.started' }],
  ['/sign-in/magic-link', { method: 'POST', needsMail: true }],
  ['/magic-link/verify', { method: 'GET', action: 'session.started', needsMail: true }],
  ['/sign-out', { method: 'POST', action: 'session.ended' }],
  ['/change-password', { method: 'POST', action: 'password.changed' }],
  ['/request-password-reset', { method: 'POST', needsMail: true }],
  ['/reset-password', { method: 'POST' }],
  ['/two-factor/enable', { method: 'POST' }],
  ['/two-factor/disable', { method: 'POST', action: 'totp.disabled' }],
  ['/two-factor/get-totp-uri', { method: 'POST' }],
  ['/two-factor/verify-totp', { method: 'POST', action: 'session.started' }],
  ['/two-factor/verify-backup-code', { method: 'POST', action: 'session.started' }],
  ['/two-factor/generate-backup-codes', { method: 'POST', action: 'totp.codes_replaced' }],
  ['/passkey/generate-register-options', { method: 'GET' }],
  ['/passkey/verify-registration', { method: 'POST', action: 'passkey.added' }],
  ['/passkey/generate-authenticate-options', { method: 'GET' }],
  ['/passkey/verify-authentication', { method: 'POST', action: 'session.started' }],
  ['/passkey/list-user-passkeys', { method: 'GET' }],
  ['/passkey/delete-passkey', { method: 'POST', action: 'passkey.removed' }],
  ['/passkey/update-passkey', { method: 'POST', action: 'passkey.renamed' }],
]);

/** Whether a browser on a page of `origin` keeps a Secure cookie: https anywhere, http on the machine itself. */
export function keepsSecureCookies(origin: string): boolean {
  if (!URL.canParse(origin)) return true;
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'https:') return true;
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/** The answer without the session's token: it belongs into the cookie, where scripts cannot read it. */
export function withoutTokens(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { token: _token, ...rest } = body as Record<string, unknown>;
  return 'session' in rest ? { ...rest, session: withoutTokens(rest['session']) } : rest;
}
