export const STEPS = ['brand', 'topics', 'sources', 'account', 'team'] as const;
export type Step = (typeof STEPS)[number];

/** What is set up with the sample's company and goes with it; colleagues who were invited stay. */
export const SAMPLE_STEPS: readonly Step[] = ['brand', 'topics', 'sources', 'account'];

/** Who the company is, in the words that people use for it. */
export interface BrandProfile {
  name: string;
  /** Other spellings and product names. */
  names: string[];
  /** Without @. */
  handles: string[];
  /** Without #. */
  hashtags: string[];
  site: string | null;
}

/** The profile as it is kept: signs that people type along are taken off, doubles and empty entries are dropped. */
export function tidy(profile: BrandProfile): BrandProfile {
  const name = profile.name.trim();
  return {
    name,
    names: distinct(profile.names.map((one) => one.trim())).filter(
      (one) => one.toLowerCase() !== name.toLowerCase(),
    ),
    handles: distinct(profile.handles.map(bareHandle)),
    hashtags: distinct(profile.hashtags.map((one) => one.trim().replace(/^#+/, ''))),
    site: profile.site,
  };
}

/** `@shop.example`, `https://bsky.app/profile/shop.example` and `shop.example` are one handle. */
function bareHandle(typed: string): string {
  const fromPage = /^https?:\/\/[^/]+\/(?:profile\/|@)?([^/?#]+)/i.exec(typed.trim())?.[1];
  return (fromPage ?? typed.trim()).replace(/^@+/, '').toLowerCase();
}

function distinct(entries: string[]): string[] {
  const seen = new Map<string, string>();
  for (const entry of entries)
    if (entry && !seen.has(entry.toLowerCase())) seen.set(entry.toLowerCase(), entry);
  return [...seen.values()];
}
