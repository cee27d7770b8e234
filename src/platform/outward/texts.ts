import { Resolver } from 'node:dns/promises';
import { outwardErrors } from './errors.ts';

/** What may be asked of the DNS beside texts: addresses, mail servers in their order, and names of an address. */
export type RecordKind = 'A' | 'AAAA' | 'MX' | 'PTR';
export type AskRecords = (kind: RecordKind, name: string) => Promise<string[]>;

/** Asks the DNS for the texts of a name, each in its parts. */
export type AskTexts = (name: string) => Promise<string[][]>;

const KEPT_MS = 600_000;
const MOST_KEPT = 5000;
/** Where nobody answered, nobody is asked for this long: reading mail must not wait for each one. */
const REST_MS = 60_000;
/** Names that are nobody's (RFC 2606, RFC 6761, RFC 8375): nothing about them is asked outside. */
const NOBODYS = /(^|\.)(example|test|invalid|localhost|local|internal|onion|home\.arpa)$/;
const NONE = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/** Texts of names. */
export function createTexts(
  ask: AskTexts = askSystem(),
  now?: () => number,
): (name: string) => Promise<string[]> {
  const remembered = createMemory(now);
  return (name) =>
    remembered('TXT', name, async (plain) => (await ask(plain)).map((parts) => parts.join('')));
}

/** Other records of names; `PTR` is asked for `7.113.0.203.in-addr.arpa`. */
export function createRecords(ask: AskRecords = askSystemRecords()): AskRecords {
  const remembered = createMemory();
  return (kind, name) => remembered(kind, name, (plain) => ask(kind, plain));
}

/** Answers are kept for ten minutes, that there is nothing for one: somebody may be about to write it. Who does not answer is left alone for one, too. */
function createMemory(clock: () => number = () => performance.now()) {
  const kept = new Map<string, { found: string[]; until: number }>();
  // By the last two parts of a name, so that one domain without answers costs no other; '' where there is no DNS at all.
  const resting = new Map<string, number>();
  return async (kind: string, given: string, ask: (name: string) => Promise<string[]>): Promise<string[]> => {
    const name = given.toLowerCase().replace(/\.$/, '');
    const key = `${kind} ${name}`;
    const now = clock();
    const known = kept.get(key);
    if (known && known.until > now) return known.found;
    const away = (reason: string, cause?: unknown) =>
      outwardErrors('outward.unreachable', { url: name, reason }, cause);
    const domain = name.split('.').slice(-2).join('.');
    if (Math.max(resting.get(domain) ?? 0, resting.get('') ?? 0) > now)
      throw away('the DNS did not answer a moment ago');
    const found = await ask(name).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (NONE.has(code)) return [];
      if (resting.size >= MOST_KEPT) resting.clear();
      resting.set(code === 'ECONNREFUSED' ? '' : domain, clock() + REST_MS);
      throw away(code || 'the DNS did not answer', error);
    });
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(key, { found, until: now + (found.length === 0 ? REST_MS : KEPT_MS) });
    return found;
  };
}

function askSystem(): AskTexts {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  return (name) => (NOBODYS.test(name) ? Promise.resolve([]) : resolver.resolveTxt(name));
}

function askSystemRecords(): AskRecords {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  return async (kind, name) => {
    if (NOBODYS.test(name)) return [];
    if (kind === 'A') return resolver.resolve4(name);
    if (kind === 'AAAA') return resolver.resolve6(name);
    if (kind === 'PTR') return resolver.resolvePtr(name);
    const servers = await resolver.resolveMx(name);
    return servers.sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
  };
}
