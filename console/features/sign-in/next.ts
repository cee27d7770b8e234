const NOT_AFTER_SIGN_IN = /^\/(sign-in|join)([/?#]|$)/;

/** Where to go after signing in: a path of ours, otherwise the start. Other sites and the sign-in pages themselves are refused. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || NOT_AFTER_SIGN_IN.test(next)) return '/';
  return next;
}

/** Whether a browser on this page keeps the sign-in cookie: https anywhere, http on the machine itself. */
export function keepsCookies({ protocol, hostname }: { protocol: string; hostname: string }): boolean {
  return protocol === 'https:' || isThisMachine(hostname);
}

/** Whether a passkey can be made here: it belongs to a name, and an IP address is none. */
export function canHoldPasskeys(hostname: string): boolean {
  return !/^[\d.]+$/.test(hostname) && !hostname.startsWith('[');
}

/** A secret from the part of an address that is never sent to the server: `#reset=…`. */
export function secretOf(hash: string, name: string): string | null {
  const value = new URLSearchParams(hash.replace(/^#/, '')).get(name);
  return value === null || value === '' ? null : value;
}

function isThisMachine(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d+){3}$/.test(hostname)
  );
}
