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
  const value = withoutRemarks(first).replaceAll(/\s+/g, ' ');
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
    const [, who = ''] = /\s(?:header\.d|smtp\.mailfrom)\s*=\s*(\S+)/i.exec(one) ?? [];
    const domain = /^[a-z0-9.-]+/i.exec(who.slice(who.lastIndexOf('@') + 1).replace(/^[<]/, ''))?.[0];
    return domain === undefined ? [] : [domain.toLowerCase()];
  });
  return { dkim: verdict('dkim'), spf: verdict('spf'), dmarc: verdict('dmarc'), by, domains };
}

/** Without comments, which may be nested; a quoted text stays, without what would be read as a part of the header. */
function withoutRemarks(header: string): string {
  let [text, depth, isQuoted] = ['', 0, false];
  for (let at = 0; at < header.length; at++) {
    const sign = header[at]!;
    if (sign === '\\' && (isQuoted || depth > 0)) at += 1;
    else if (isQuoted) {
      if (sign === '"') isQuoted = false;
      else text += /[\s;=()]/.test(sign) ? '_' : sign;
    } else if (sign === '(') depth += 1;
    else if (depth > 0) {
      if (sign === ')' && --depth === 0) text += ' ';
    } else if (sign === '"') isQuoted = true;
    else text += sign;
  }
  return text;
}
