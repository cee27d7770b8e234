/** What a member says of himself, as typed. */
export interface ProfileWish {
  pronouns: string;
  bio: string;
  signature: string;
  /** Tags, by commas or spaces. */
  languages: string;
  /** What pages speak; empty for the browser's. */
  language: string;
}

export interface Profile {
  pronouns: string | null;
  bio: string | null;
  signature: string | null;
  languages: string[];
  language: string | null;
}

const MOST = { pronouns: 40, bio: 1000, lines: 3, languages: 10 };

/** What a signature may be; links are addresses of other sites. */
export interface SignatureRule {
  length: number;
  links: boolean;
}

/**
 * A profile as it is kept, or what is wrong with it. A signature has three lines at most, no picture, and as many characters
 * and addresses as the company lets it have.
 */
export function readProfile(
  wish: ProfileWish,
  spoken: readonly string[],
  rule: SignatureRule = { length: 200, links: false },
): Profile | { wrong: ProfileProblem } {
  const [pronouns, bio, signature] = [wish.pronouns, wish.bio, wish.signature].map(clean) as [
    string,
    string,
    string,
  ];
  if (pronouns.includes('\n') || [...pronouns].length > MOST.pronouns) return { wrong: 'pronouns' };
  if ([...bio].length > MOST.bio) return { wrong: 'bio' };
  if (!isSignature(signature, rule)) return { wrong: 'signature' };
  const tags = wish.languages.split(/[\s,;]+/).filter(Boolean);
  const languages = [...new Set(tags.flatMap((tag) => tagOf(tag) ?? []))];
  if (tags.length > MOST.languages || tags.some((tag) => tagOf(tag) === undefined))
    return { wrong: 'languages' };
  const language = spoken.includes(wish.language) ? wish.language : null;
  return {
    pronouns: pronouns || null,
    bio: bio || null,
    signature: signature || null,
    languages,
    language,
  };
}

/** Whether a signature keeps to a rule; one that was kept by another rule may not. */
export const isSignature = (signature: string, rule: SignatureRule): boolean =>
  [...signature].length <= rule.length &&
  signature.split('\n').length <= MOST.lines &&
  !signature.includes('![') &&
  (rule.links || !ADDRESS.test(signature));

const ADDRESS = /https?:|www\.|\S\.(?:com|net|org|info|biz|shop|io)\b/i;

export type ProfileProblem = 'pronouns' | 'bio' | 'signature' | 'languages';

function tagOf(tag: string): string | undefined {
  try {
    return tag.length <= 20 ? Intl.getCanonicalLocales(tag)[0] : undefined;
  } catch {
    return undefined;
  }
}

function clean(text: string): string {
  return text
    .replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => (sign === '\u200d' ? sign : ''))
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
