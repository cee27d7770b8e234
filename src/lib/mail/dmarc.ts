import type { AskText } from './dkim.ts';
import { compact, readTags } from './tag-list.ts';

/** What the domain of a sender asks for (DMARC). */
export interface DmarcPolicy {
  wants: 'none' | 'quarantine' | 'reject';
  /** Whether proofs of this domain count for the sender. */
  isAligned(domain: string, kind: 'dkim' | 'spf'): Promise<boolean>;
}

/** Most names that are asked on the way up. */
const MOST_STEPS = 8;

interface Found {
  name: string;
  tags: Map<string, string>;
}

/**
 * The policy for a domain: its own, or that of the organisation above it, which is found by walking up the DNS tree (DMARCbis) instead of by
 * a list of public suffixes. Undefined where nobody has one. Throws when nobody could be asked.
 */
export async function dmarcPolicy(from: string, ask: AskText): Promise<DmarcPolicy | undefined> {
  const found = await walkUp(from, ask);
  const own = found.find(({ name }) => name === from);
  const organisation = organisationOf(from, found);
  const record = own ?? found.find(({ name }) => name === organisation) ?? found.at(-1);
  if (!record) return undefined;
  const isStrict = { dkim: record.tags.get('adkim') === 's', spf: record.tags.get('aspf') === 's' };
  const wants = compact((!own && record.tags.get('sp')) || record.tags.get('p')).toLowerCase();
  return {
    wants: wants === 'quarantine' || wants === 'reject' ? wants : 'none',
    async isAligned(domain, kind) {
      if (domain === from) return true;
      if (isStrict[kind]) return false;
      return organisationOf(domain, await walkUp(domain, ask)) === organisation;
    },
  };
}

/** Without a policy: its own signature, or that of a domain above it. */
export function isBelow(from: string, domain: string): boolean {
  return domain.includes('.') && (from === domain || from.endsWith(`.${domain}`));
}

async function walkUp(domain: string, ask: AskText): Promise<Found[]> {
  const labels = domain.split('.');
  // Names of many parts are asked for whole, then from the seventh part on.
  const starts = labels.map((_, at) => at).filter((at) => at === 0 || labels.length - at < MOST_STEPS);
  const found: Found[] = [];
  for (const at of starts.slice(0, MOST_STEPS)) {
    const name = labels.slice(at).join('.');
    const texts = (await ask(`_dmarc.${name}`)).filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/.test(text));
    const tags = texts.length === 1 ? readTags(texts[0]!) : undefined;
    if (!tags) continue;
    found.push({ name, tags });
    if (tags.get('psd') === 'n') break;
  }
  return found;
}

/** The organisation that a domain belongs to, by the records found from it upwards. */
function organisationOf(domain: string, found: readonly Found[]): string {
  const ends = found.find(({ tags }) => tags.get('psd') === 'n');
  if (ends) return ends.name;
  const top = found.at(-1);
  if (!top) return domain;
  // A public suffix is nobody's own: the organisation is one below it.
  if (top.tags.get('psd') === 'y' && top.name !== domain)
    return domain
      .split('.')
      .slice(-(top.name.split('.').length + 1))
      .join('.');
  return top.name;
}
