import { Resolver } from 'node:dns/promises';
import { outwardErrors } from './errors.ts';

/** Asks the DNS for the texts of a name, each in its parts. */
export type AskTexts = (name: string) => Promise<string[][]>;

const KEPT_MS = 600_000;
const MOST_KEPT = 5000;
/** Where nobody answered, nobody is asked for this long: reading mail must not wait for each one. */
const REST_MS = 60_000;
/** Names that are nobody's (RFC 2606, RFC 6761, RFC 8375): nothing about them is asked outside. */
const NOBODYS = /(^|\.)(example|test|invalid|localhost|local|internal|onion|home\.arpa)$/;
const NONE = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

export function createTexts(ask: AskTexts = askSystem()): (name: string) => Promise<string[]> {
  const kept = new Map<string, { texts: string[]; until: number }>();
  // By the last two parts of a name, so that one domain without answers costs no other; '' where there is no DNS at all.
  const resting = new Map<string, number>();
  return async (given) => {
    const name = given.toLowerCase().replace(/\.$/, '');
    const now = performance.now();
    const known = kept.get(name);
    if (known && known.until > now) return known.texts;
    const away = (reason: string, cause?: unknown) =>
      outwardErrors('outward.unreachable', { url: name, reason }, cause);
    const domain = name.split('.').slice(-2).join('.');
    if (Math.max(resting.get(domain) ?? 0, resting.get('') ?? 0) > now)
      throw away('the DNS did not answer a moment ago');
    const texts = await ask(name).then(
      (found) => found.map((parts) => parts.join('')),
      (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (NONE.has(code)) return [];
        if (resting.size >= MOST_KEPT) resting.clear();
        resting.set(code === 'ECONNREFUSED' ? '' : domain, performance.now() + REST_MS);
        throw away(code || 'the DNS did not answer', error);
      },
    );
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(name, { texts, until: now + KEPT_MS });
    return texts;
  };
}

function askSystem(): AskTexts {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  return (name) => (NOBODYS.test(name) ? Promise.resolve([]) : resolver.resolveTxt(name));
}
