/** At most `max` attempts in a window that begins with the first one. */
export interface Limit {
  key: string;
  of: 'address' | 'account';
  max: number;
  windowSeconds: number;
  /** Whether a success gives the attempt back: it does for guesses, it does not for mails sent. */
  isForgiven: boolean;
}

/** What one call of a sign-in path counts against. Empty for paths that prove nothing. */
export function limitsOf(path: string, address: string, account: string | undefined): Limit[] {
  const place = networkOf(address);
  if (MAILING.has(path)) {
    const limits: Limit[] = [
      { key: `mail:${place}`, of: 'address', max: 15, windowSeconds: 900, isForgiven: false },
    ];
    if (account)
      limits.push({
        key: `mail:${oneName(account)}`,
        of: 'account',
        max: 4,
        windowSeconds: 900,
        isForgiven: false,
      });
    return limits;
  }
  const limits: Limit[] = [];
  if (GUESSING.has(path))
    limits.push({ key: `guess:${place}`, of: 'address', max: 30, windowSeconds: 600, isForgiven: true });
  if (account && (GUESSING.has(path) || RECHECKING.has(path))) {
    limits.push({
      key: `guess:${oneName(account)}`,
      of: 'account',
      max: 10,
      windowSeconds: 900,
      isForgiven: true,
    });
  }
  return limits;
}

/** What a refused sign-in counts against before it is written into the audit log: few lines for one network, and few for all of them. */
export function auditLimitsOf(address: string): { place: Limit; all: Limit } {
  const counted = { of: 'address', windowSeconds: 3600, isForgiven: false } as const;
  return {
    place: { ...counted, key: `refused:${networkOf(address)}`, max: Infinity },
    all: { ...counted, key: 'refused:everybody', max: 200 },
  };
}

/** Of many refusals of one network the first is told, then every tenth time as many: 1, 10, 100. */
export function isTold(count: number): boolean {
  return /^10*$/.test(String(count));
}

const MAILING = new Set(['/sign-in/magic-link', '/request-password-reset']);

const GUESSING = new Set([
  '/sign-in/email',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
  '/magic-link/verify',
  '/reset-password',
]);

/** These ask for the password once more. */
const RECHECKING = new Set([
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/get-totp-uri',
  '/two-factor/generate-backup-codes',
]);

/** An IPv6 customer has a whole /64 to come from. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/, '');
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const missing = address.includes('::') ? 8 - left.length - right.length : 0;
  const groups = [...left, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

function oneName(account: string): string {
  return account.trim().toLowerCase();
}
