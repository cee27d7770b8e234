import { askedOf, PERIODS, readTrendSearch, type TrendSearch } from '../trends/search.ts';

/** What the screen shows, as it stands in the address. */
export interface TalkSearch extends Pick<TrendSearch, 'period' | 'from' | 'to'> {
  /** A topic's id; without it the first that there is. */
  topic?: string;
  /** The talk whose posts are open, or `rest`. */
  open?: string;
}

export { PERIODS };

/** From an address; what is unknown or makes no sense is dropped. */
export function readTalkSearch(raw: Record<string, unknown>): TalkSearch {
  const { period, from, to } = readTrendSearch(raw);
  return {
    ...(isId(raw['topic'], 'topic') && { topic: raw['topic'] }),
    ...((isId(raw['open'], 'talk') || raw['open'] === 'rest') && { open: raw['open'] }),
    ...(period && { period }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

function isId(value: unknown, prefix: string): value is string {
  return typeof value === 'string' && new RegExp(`^${prefix}_[0-9a-z]{20,40}$`).test(value);
}

export interface TalkPeriod {
  from: string;
  to: string;
}

/** The moments that a search means now; the last week unless told. The present hour is the end, so that asking again asks the same. */
export function periodOf(search: TalkSearch, now: Date, zone: string): TalkPeriod {
  const { from, to } = askedOf(search, now, zone);
  return { from, to };
}
