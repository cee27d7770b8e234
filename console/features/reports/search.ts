/** What the report shows, as it stands in the address. */
export interface ReportSearch {
  tab?: Tab;
  days?: number;
  /** Days of the calendar, both included, instead of `days`. */
  from?: string;
  to?: string;
  against?: Against;
  againstFrom?: string;
  againstTo?: string;
  network?: string;
  team?: string;
  language?: string;
  order?: Order;
}

export const TABS = ['volume', 'about', 'backlog', 'people', 'articles'] as const;
export type Tab = (typeof TABS)[number];
export const DAYS = [7, 28, 90, 365] as const;
export const AGAINST = ['previous', 'year', 'custom'] as const;
export type Against = (typeof AGAINST)[number];
export const ORDERS = ['name', 'answers', 'median', 'like'] as const;
export type Order = (typeof ORDERS)[number];

const DATES = ['from', 'to', 'againstFrom', 'againstTo'] as const;
const TEXTS = ['network', 'team', 'language'] as const;

/** From an address; what is unknown or makes no sense is dropped. */
export function readReportSearch(raw: Record<string, unknown>): ReportSearch {
  const search: ReportSearch = {};
  for (const name of DATES) {
    const value = raw[name];
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)))
      search[name] = value;
  }
  for (const name of TEXTS) {
    const value = raw[name];
    if (typeof value === 'string' && value !== '') search[name] = value.slice(0, 80);
  }
  const one = <T>(list: readonly T[], value: unknown): T | undefined => list.find((entry) => entry === value);
  const [tab, days, against, order] = [
    one(TABS, raw['tab']),
    one(DAYS, Number(raw['days'])),
    one(AGAINST, raw['against']),
    one(ORDERS, raw['order']),
  ];
  return {
    ...search,
    ...(tab && { tab }),
    ...(days && { days }),
    ...(against && { against }),
    ...(order && { order }),
  };
}

export interface Asked {
  from: string;
  to: string;
  againstFrom?: string;
  againstTo?: string;
  zone: string;
  networks?: string;
  teams?: string;
  languages?: string;
}

/** The moments that a search means now, by the clock of this device. Whole days; today is the last one unless told. */
export function askedOf(search: ReportSearch, now: Date, zone: string): Asked {
  const [first, last] = daysOf(search, now);
  const asked: Asked = {
    from: startOf(first).toISOString(),
    to: startOf(after(last, 1)).toISOString(),
    zone,
  };
  const { network, team, language, against, againstFrom, againstTo } = search;
  if (network) asked.networks = network;
  if (team) asked.teams = team;
  if (language) asked.languages = language;
  if (against === 'year') {
    asked.againstFrom = startOf(yearBefore(first)).toISOString();
    asked.againstTo = startOf(after(yearBefore(last), 1)).toISOString();
  }
  if (against === 'custom' && againstFrom && againstTo && againstFrom <= againstTo) {
    asked.againstFrom = startOf(againstFrom).toISOString();
    asked.againstTo = startOf(after(againstTo, 1)).toISOString();
  }
  return asked;
}

/** When a day begins and ends, by the clock of this device. */
export function momentsOf(day: string): { from: string; to: string } {
  return { from: startOf(day).toISOString(), to: startOf(after(day, 1)).toISOString() };
}

/** First and last day of the calendar that are shown. */
export function daysOf({ days = 28, from, to }: ReportSearch, now: Date): [string, string] {
  if (from && to && from <= to) return [from, to];
  const today = textOf(now);
  return [after(today, 1 - days), today];
}

const textOf = (date: Date) =>
  [
    date.getFullYear(),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-');

/** Midnight by the clock of this device. */
function startOf(day: string): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year!, month! - 1, date!);
}

function after(day: string, days: number): string {
  const start = startOf(day);
  start.setDate(start.getDate() + days);
  return textOf(start);
}

function yearBefore(day: string): string {
  const start = startOf(day);
  // Fifty-two weeks: the same days of the week.
  start.setDate(start.getDate() - 364);
  return textOf(start);
}
