export type AuthVerdict = 'pass' | 'fail' | 'none';

export interface AuthResults {
  dkim: AuthVerdict;
  spf: AuthVerdict;
  dmarc: AuthVerdict;
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
  if (name.trim().split(' ')[0]?.toLowerCase() !== server.trim().toLowerCase()) return undefined;
  const verdict = (method: string): AuthVerdict => {
    const said = results.flatMap(
      (one) => new RegExp(`^\\s*${method}\\s*=\\s*([a-z]+)`, 'i').exec(one)?.[1]?.toLowerCase() ?? [],
    );
    if (said.includes('pass')) return 'pass';
    return said.some((one) => one === 'fail' || one === 'softfail' || one === 'permerror') ? 'fail' : 'none';
  };
  return { dkim: verdict('dkim'), spf: verdict('spf'), dmarc: verdict('dmarc') };
}

/** Whether the address in From is the sender's: DMARC decides; without it a signature or sender policy that passed. */
export function isGenuine({ dkim, spf, dmarc }: AuthResults): boolean | undefined {
  if (dmarc !== 'none') return dmarc === 'pass';
  if (dkim === 'pass' || spf === 'pass') return true;
  return dkim === 'fail' || spf === 'fail' ? false : undefined;
}
