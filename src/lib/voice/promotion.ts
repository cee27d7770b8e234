import { Phrases } from './phrases.ts';
import type { Token } from './tokens.ts';
import type { Promotional } from './types.ts';

export interface PromotionHit {
  readonly start: number;
  readonly end: number;
  /** `the words “20 % off”`, `a link to shop.example`, `the campaign spring` */
  readonly what: string;
}

/** Finds what is promotional, in the order of the text. */
export class PromotionFinder {
  private readonly words = new Phrases<string>();
  private readonly links: { host: string; path: string }[];
  private readonly campaigns: ReadonlySet<string>;

  constructor({ words, links, campaigns }: Promotional) {
    for (const one of words) this.words.add(one, one);
    this.links = links.flatMap((link) => {
      const url = URL.parse(/^https?:\/\//i.test(link) ? link : `https://${link}`);
      return url ? [{ host: url.hostname.replace(/^www\./, ''), path: url.pathname.replace(/\/$/, '') }] : [];
    });
    this.campaigns = new Set(campaigns.map((one) => one.replace(/^#/, '').toLowerCase()));
  }

  find(text: string, tokens: readonly Token[]): PromotionHit[] {
    const hits = this.words.find(tokens).map(({ of, start, end }): PromotionHit => ({
      start,
      end,
      what: `the words “${of.replace(/\*$/, '…')}”`,
    }));
    for (const { kind, start, end, key } of tokens) {
      if (kind === 'handle' && key.startsWith('#') && this.campaigns.has(key.slice(1)))
        hits.push({ start, end, what: `the campaign ${key}` });
      const what = kind === 'link' ? this.linkOf(text.slice(start, end)) : undefined;
      if (what !== undefined) hits.push({ start, end, what });
    }
    return hits.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  private linkOf(written: string): string | undefined {
    const url = URL.parse(written.startsWith('www.') ? `https://${written}` : written);
    if (!url) return undefined;
    const campaign = url.searchParams.get('utm_campaign')?.toLowerCase();
    if (campaign !== undefined && this.campaigns.has(campaign)) return `the campaign ${campaign}`;
    const host = url.hostname.replace(/^www\./, '');
    const known = this.links.some(
      (one) =>
        (host === one.host || host.endsWith(`.${one.host}`)) &&
        (url.pathname === one.path || url.pathname.startsWith(`${one.path}/`)),
    );
    return known ? `a link to ${host}` : undefined;
  }
}
