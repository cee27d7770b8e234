/** What the dashboard shows, as it stands in the address. */
export interface TrendSearch {
  /** `brand` or a topic; without it the first that there is. */
  subject?: string;
  period?: PeriodName;
  /** Days of the calendar, both included, for `custom`. */
  from?: string;
  to?: string;
  against?: AgainstName;
  againstFrom?: string;
  againstTo?: string;
  board?: string;
  /** The posts that are open: behind which number, and of which time where not of the whole period. */
  posts?: string;
  by?: string;
  value?: string;
  postsFrom?: string;
  postsTo?: string;
}

export const PERIODS = ['today', '7d', '28d', '90d', 'custom'] as const;
export type PeriodName = (typeof PERIODS)[number];
export const AGAINST = ['previous', 'year', 'custom'] as const;
export type AgainstName = (typeof AGAINST)[number];

const HOUR = 3_600_000;
const DAYS = { today: 1, '7d': 7, '28d': 28, '90d': 90 };
const TEXTS = ['subject', 'board', 'posts', 'by', 'value', 'postsFrom', 'postsTo'] as const;
const DATES = ['from', 'to', 'againstFrom', 'againstTo'] as const;

/** From an address; what is unknown or makes no sense is dropped. */
export function readTrendSearch(raw: Record<string, unknown>): TrendSearch {
  const search: TrendSearch = {};
  for (const name of TEXTS) {
    const value = typeof raw[name] === 'number' ? String(raw[name]) : raw[name];
    if (typeof value === 'string' && value !== '') search[name] = value.slice(0, 300);
  }
  for (const name of DATES) {
    const value = raw[name];
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)))
      search[name] = value;
  }
  if (PERIODS.some((name) => name === raw.period)) search.period = raw.period as PeriodName;
  if (AGAINST.some((name) => name === raw.against)) search.against = raw.against as AgainstName;
  return search;
}

export interface Asked {
  from: string;
  to: string;
  againstFrom?: string;
  againstTo?: string;
  zone: string;
}

/** The moments that a search means now, in this machine's zone. A period that reaches today ends with the present hour. */
export function askedOf(search: TrendSearch, now: Date, zone: string): Asked {
  const end = new Date(Math.ceil((now.getTime() + 1) / HOUR) * HOUR);
  const period = periodOf(search, now, end);
  const against = againstOf(search, period);
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    ...(against && { againstFrom: against.from.toISOString(), againstTo: against.to.toISOString() }),
    zone,
  };
}

interface Period {
  from: Date;
  to: Date;
}

function periodOf(search: TrendSearch, now: Date, end: Date): Period {
  const name = search.period ?? '7d';
  if (name === 'custom' && search.from && search.to && search.from <= search.to) {
    const from = midnight(search.from);
    const to = midnight(search.to, 1);
    return from < end ? { from, to: to < end ? to : end } : { from, to };
  }
  const days = name === 'custom' ? DAYS['7d'] : DAYS[name];
  return { from: new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1), to: end };
}

/** Undefined for the period directly before, which the server finds itself. */
function againstOf(search: TrendSearch, { from, to }: Period): Period | undefined {
  if (search.against === 'year') {
    // 52 weeks, so that weekdays stand below each other.
    const back = (date: Date) =>
      new Date(date.getFullYear(), date.getMonth(), date.getDate() - 364, date.getHours());
    return { from: back(from), to: back(to) };
  }
  const { against, againstFrom, againstTo } = search;
  if (against !== 'custom' || !againstFrom || !againstTo || againstFrom > againstTo) return undefined;
  return { from: midnight(againstFrom), to: midnight(againstTo, 1) };
}

/** Midnight of a day here, `later` days on. */
function midnight(day: string, later = 0): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later);
}
