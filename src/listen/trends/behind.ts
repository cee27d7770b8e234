import type { App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { firstIdAt, type PostView, readPostFacts, readPosts, timeOfPost } from '#listen/posts/index.ts';
import { readAsked } from './asked.ts';
import { withLabels } from './counting.ts';
import { HOUR_MS, hourOf, type Period } from './domain/period.ts';
import {
  type Countable,
  type Dimension,
  DIMENSIONS,
  entriesOf,
  type ListName,
  OWN,
  valuesOf,
} from './domain/values.ts';
import { trendErrors } from './errors.ts';
import { selectHoursWith } from './store.ts';
import { mustBeSubject, topicsOf } from './subjects.ts';

export interface BehindAsked {
  subject: string;
  from: Date;
  to: Date;
  zone: string;
  by?: Dimension | ListName | undefined;
  value?: string | undefined;
  /** Id of the last post of the page before. */
  cursor?: string | undefined;
  limit: number;
}

const STEP = 500;
/** Hours looked through for one page, and the time it may take; a page that is not full says where to go on. */
const MOST_HOURS = 2000;
const BUDGET_MS = 700;

/**
 * The posts behind a number, newest first. The counts say in which hours there are any; which posts of these hours they are is decided by
 * the functions that counted them, so list and number agree.
 */
export async function readBehind(app: App, asked: BehindAsked): Promise<PageOf<PostView>> {
  const { subject, by, value, limit, cursor } = asked;
  if ((by === undefined) !== (value === undefined)) throw trendErrors('trend.value_missing');
  await mustBeSubject(app, subject);
  const filter = by === undefined ? undefined : { by, value: value! };
  const period = untilCursor(readAsked(asked).period, cursor);
  const topicIds = await topicsOf(app, subject);
  const found: string[] = [];
  const end = performance.now() + BUDGET_MS;
  for (const span of await spansOf(app, subject, period, filter)) {
    for (let after = cursor; ;) {
      const asks = { topicIds, ...span, after, isNewestFirst: true, limit: STEP, ...preselection(filter) };
      const posts = await readPostFacts(app, asks);
      for (const countable of await withLabels(app, posts))
        if (isCounted(countable, filter)) found.push(countable.post.id);
      if (found.length > limit) return pageOf(app, found.slice(0, limit), found[limit - 1]);
      if (posts.length < STEP) break;
      after = posts.at(-1)!.id;
      if (performance.now() > end) return pageOf(app, found, after);
    }
    if (performance.now() > end) return pageOf(app, found, firstIdAt(span.from));
  }
  return pageOf(app, found, undefined);
}

interface Filter {
  by: Dimension | ListName;
  value: string;
}

async function pageOf(
  app: App,
  ids: readonly string[],
  cursor: string | undefined,
): Promise<PageOf<PostView>> {
  const items = await readPosts(app, ids);
  return cursor === undefined ? { items } : { items, nextCursor: cursor };
}

function untilCursor(period: Period, cursor: string | undefined): Period {
  if (cursor === undefined) return period;
  const to = new Date(hourOf(timeOfPost(cursor)).getTime() + HOUR_MS);
  return { from: period.from, to: to < period.to ? to : period.to };
}

/** Stretches of time to look through, latest first: single hours where the counts know them, else the whole period. */
async function spansOf(
  app: App,
  subject: string,
  period: Period,
  filter: Filter | undefined,
): Promise<Period[]> {
  if (!filter || !isDimension(filter.by)) return [period];
  const asked = { dimension: filter.by, value: filter.value };
  const hours = await selectHoursWith(app, subject, period, asked, MOST_HOURS);
  return hours.map((from) => ({ from, to: new Date(from.getTime() + HOUR_MS) }));
}

/** What the database can leave out by itself. */
function preselection(filter: Filter | undefined): { accountId?: string; tsquery?: string } {
  switch (filter?.by) {
    case 'authors':
      return { accountId: filter.value };
    case 'words':
      return { tsquery: literal(filter.value) };
    case 'tags':
      return { tsquery: literal(`#${filter.value}`) };
    case 'sites':
      return { tsquery: literal(`link:${filter.value}`) };
    default:
      return {};
  }
}

/** A term as PostgreSQL reads it in a query. */
function literal(term: string): string {
  return `'${term.replaceAll(/['\\]/g, '$&$&')}'`;
}

function isDimension(by: Dimension | ListName): by is Dimension {
  return (DIMENSIONS as readonly string[]).includes(by);
}

function isCounted(countable: Countable, filter: Filter | undefined): boolean {
  const asksOwn = filter?.by === 'author' && filter.value === OWN;
  if (countable.post.isOwn !== asksOwn) return false;
  if (!filter) return true;
  const names = isDimension(filter.by) ? valuesOf(countable)[filter.by] : entriesOf(countable)[filter.by];
  return names.includes(filter.value);
}
