import { readIp } from './ip.ts';
import { isDomainSpec, isMacroString } from './spf-macro.ts';

export type Qualifier = 'pass' | 'fail' | 'softfail' | 'neutral';

/** One way for an address to fit. `domain` is null where it is the domain that is asked about. */
export type Mechanism = { qualifier: Qualifier } & (
  | { kind: 'all' }
  | { kind: 'include' | 'exists'; domain: string }
  | { kind: 'ptr'; domain: string | null }
  | { kind: 'a' | 'mx'; domain: string | null; bits4: number; bits6: number }
  | { kind: 'ip'; network: Uint8Array; bits: number }
);

export interface SpfRecord {
  mechanisms: Mechanism[];
  redirect: string | undefined;
}

const QUALIFIERS: Readonly<Record<string, Qualifier>> = {
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
};

/** What a domain says of who may send for it (RFC 7208, section 4.6). Undefined when anything in it is broken. */
export function readSpf(text: string): SpfRecord | undefined {
  const terms = text.slice('v=spf1'.length).split(' ').filter(Boolean);
  const mechanisms: Mechanism[] = [];
  const modifiers = new Map<string, string>();
  for (const term of terms) {
    const [, name, value] = /^([a-z][a-z0-9\-_.]*)=(.*)$/i.exec(term) ?? [];
    if (name !== undefined && value !== undefined) {
      const key = name.toLowerCase();
      const isKnown = key === 'redirect' || key === 'exp';
      if (isKnown ? modifiers.has(key) || !isDomainSpec(value) : !isMacroString(value)) return undefined;
      modifiers.set(key, value);
      continue;
    }
    const mechanism = readMechanism(term);
    if (!mechanism) return undefined;
    mechanisms.push(mechanism);
  }
  return { mechanisms, redirect: modifiers.get('redirect') };
}

function readMechanism(term: string): Mechanism | undefined {
  const [, sign = '', name = '', rest = ''] = /^([+\-~?]?)([a-z0-9]+)(.*)$/is.exec(term) ?? [];
  const qualifier = QUALIFIERS[sign === '' ? '+' : sign]!;
  switch (name.toLowerCase()) {
    case 'all':
      return rest === '' ? { qualifier, kind: 'all' } : undefined;
    case 'include':
    case 'exists': {
      const domain = domainIn(rest);
      return domain ? { qualifier, kind: name.toLowerCase() as 'include' | 'exists', domain } : undefined;
    }
    case 'ptr': {
      const domain = rest === '' ? null : domainIn(rest);
      return domain === undefined ? undefined : { qualifier, kind: 'ptr', domain };
    }
    case 'a':
    case 'mx': {
      const named = readNamed(rest);
      return named && { qualifier, kind: name.toLowerCase() as 'a' | 'mx', ...named };
    }
    case 'ip4':
    case 'ip6': {
      const network = readNetwork(rest, name.toLowerCase() === 'ip4' ? 4 : 16);
      return network && { qualifier, kind: 'ip', ...network };
    }
    default:
      return undefined;
  }
}

function domainIn(rest: string): string | undefined {
  const domain = rest.slice(1);
  return rest.startsWith(':') && isDomainSpec(domain) ? domain : undefined;
}

/** `:domain/24//64`; each part may be left out. */
function readNamed(rest: string): { domain: string | null; bits4: number; bits6: number } | undefined {
  const [, before = '', four, six] = /^(.*?)(?:\/(\d+))?(?:\/\/(\d+))?$/s.exec(rest) ?? [];
  const domain = before === '' ? null : domainIn(before);
  const bits4 = bitsOf(four, 32);
  const bits6 = bitsOf(six, 128);
  return domain === undefined || bits4 === undefined || bits6 === undefined
    ? undefined
    : { domain, bits4, bits6 };
}

function bitsOf(text: string | undefined, most: number): number | undefined {
  if (text === undefined) return most;
  return /^(?:0|[1-9]\d{0,2})$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}

function readNetwork(rest: string, length: 4 | 16): { network: Uint8Array; bits: number } | undefined {
  const [, address = '', given] = /^:([^/]+)(?:\/(\d+))?$/.exec(rest) ?? [];
  const network = readIp(address);
  const bits = bitsOf(given, length * 8);
  const isOfKind = address.includes(':') === (length === 16);
  if (!network || bits === undefined || !isOfKind) return undefined;
  // IPv4 written as IPv6.
  return network.length === length ? { network, bits } : { network, bits: Math.max(0, bits - 96) };
}
