import { countryName } from '#lib/names/index.ts';
import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import type { KeptCause } from './cause.ts';
import type { LeadingPlace } from './places.ts';

/** The cause as it is told in mails and webhooks. */
export interface ToldCause {
  talk: { words: string[]; posts: number; before: number } | null;
  places: (LeadingPlace & { name: string })[];
  /** Those who wrote several of the posts. */
  authors: { name: string; posts: number }[];
  /** Share of posts by the three busiest authors. */
  byFew: number;
}

const MOST_PLACES = 3;
const MOST_AUTHORS = 3;
/** Who writes less often stands for nobody but himself. */
const SEVERAL = 3;
const MANY_BY_FEW = 0.6;

export async function toldCause(app: App, cause: KeptCause): Promise<ToldCause> {
  const busy = cause.authors.filter(({ posts }) => posts >= SEVERAL).slice(0, MOST_AUTHORS);
  const accounts = await readAccounts(
    app,
    busy.map(({ accountId }) => accountId),
  );
  const { talk = null, places = [] } = cause;
  return {
    talk: talk && { words: talk.words, posts: talk.posts, before: talk.before },
    places: places.slice(0, MOST_PLACES).map((place) => ({ ...place, name: placeName(place) })),
    authors: busy.map(({ accountId, posts }) => {
      const account = accounts.get(accountId);
      return { name: account?.handle ? `@${account.handle}` : (account?.displayName ?? accountId), posts };
    }),
    byFew: cause.byFew,
  };
}

/** Sentences of a mail: what it is about, where, and who. */
export function causeLines({ talk, places, authors, byFew }: ToldCause): string[] {
  const lines: string[] = [];
  if (talk) {
    const before = talk.before === 0 ? 'none before' : `${talk.before} in the six hours before`;
    lines.push(`What they talk about: ${talk.words.join(', ')} (${talk.posts} posts, ${before}).`);
  }
  if (places.length > 0) {
    const named = places.map(
      ({ name, people, isMore }) => `${name} (${people} people${isMore ? ', more than usual' : ''})`,
    );
    lines.push(`Where they are: ${named.join('; ')}.`);
  }
  if (authors.length > 0) {
    const share = byFew > MANY_BY_FEW ? `; three authors wrote ${Math.round(byFew * 100)} %` : '';
    lines.push(
      `Who wrote most: ${authors.map(({ name, posts }) => `${name} (${posts})`).join(', ')}${share}.`,
    );
  }
  return lines;
}

/** “Nashville, TN, United States”; “elsewhere in TN, United States” where Nashville stands on its own. */
function placeName({ country, region, city, isRest }: LeadingPlace): string {
  const name = countryName(country);
  return (isRest ? 'elsewhere in ' : '') + [city, region, name].filter(Boolean).join(', ');
}
