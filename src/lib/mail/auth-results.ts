/** `not known`: it could not be checked. */
export type AuthVerdict = 'pass' | 'fail' | 'none' | 'not known';

export interface AuthResults {
  dkim: AuthVerdict;
  spf: AuthVerdict;
  dmarc: AuthVerdict;
  /** The server that checked; undefined: we did. */
  by?: string;
  /** Domains whose proofs were good. */
  domains?: readonly string[];
  /** What else there is to say, in words. */
  notes?: readonly string[];
}

/**
 * What our own server found out about the sender (RFC 8601). Only headers of that server are believed, and only the first one, which it put on
 * top; undefined when there is none. `server` is the name it signs with.
 */
export function authResults(headers: readonly string[], server: string): AuthResults | undefined {
  if (server.trim() === '') return undefined;
  const first = headers[0];
  if (first === undefined) return undefined;
  const value = first.replaceAll(/\([^()]*\)/g, ' ').replaceAll(/\s+/g, ' ');
  const [name = '', ...results] = value.split(';');
  const by = name.trim().split(' ')[0]?.toLowerCase();
  if (by !== server.trim().toLowerCase()) return undefined;
  const verdict = (method: string): AuthVerdict => {
    const said = results.flatMap(
      (one) => new RegExp(`^\\s*${method}\\s*=\\s*([a-z]+)`, 'i').exec(one)?.[1]?.toLowerCase() ?? [],
    );
    if (said.includes('pass')) return 'pass';
    return said.some((one) => one === 'fail' || one === 'softfail' || one === 'permerror') ? 'fail' : 'none';
  };
  const domains = results.flatMap((one) => {
    if (!/^\s*(dkim|spf)\s*=\s*pass\b/i.test(one)) return [];
    const [, domain] = /\b(?:header\.d|smtp\.mailfrom)\s*=\s*"?(?:[^\s"@]*@)?([a-z0-9.-]+)/i.exec(one) ?? [];
    return domain === undefined ? [] : [domain.toLowerCase()];
  });
  return { dkim: verdict('dkim'), spf: verdict('spf'), dmarc: verdict('dmarc'), by, domains };
}
