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

const MOST = { pronouns: 40, bio: 1000, signature: 200, lines: 3, languages: 10 };

/**
 * A profile as it is kept, or what is wrong with it. A signature stands below every post: three lines, 200 characters, no address, no
 * picture, so that it says who speaks and sells nothing.
 */
export function readProfile(
  wish: ProfileWish,
  spoken: readonly string[],
): Profile | { wrong: ProfileProblem } {
  const [pronouns, bio, signature] = [wish.pronouns, wish.bio, wish.signature].map(clean) as [
    string,
    string,
    string,
  ];
  if (pronouns.includes('\n') || [...pronouns].length > MOST.pronouns) return { wrong: 'pronouns' };
  if ([...bio].length > MOST.bio) return { wrong: 'bio' };
  if (
    [...signature].length > MOST.signature ||
    signature.split('\n').length > MOST.lines ||
    /https?:|www\.|\S\.(?:com|net|org|info|biz|shop|io)\b|!\[/i.test(signature)
  )
    return { wrong: 'signature' };
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
