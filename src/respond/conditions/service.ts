import { type App, perApp } from '#platform/app/index.ts';
import {
  type Catalogue,
  compileCondition,
  type Condition,
  describe,
  type Facts,
  type Purpose,
  reasonsOf,
  validateCondition,
} from '#lib/conditions/index.ts';
import {
  type Conversation,
  conversationsSince,
  findConversations,
  newestConversations,
} from '#respond/inbox/index.ts';
import { conditionErrors } from './errors.ts';
import { readCatalogue, readFacts, readSources } from './facts/index.ts';
import type { FactSource } from './facts/sources.ts';
import type { PreviewView } from './schema.ts';

const NEWEST = 1000;
const MOST_OF_WEEK = 10_000;
const DAY_MS = 86_400_000;
/** A look changes nothing, so it may ask for everything. */
const EVERYTHING: readonly Purpose[] = ['watching', 'change'];
const EXAMPLES = 8;
/** While somebody writes a condition, each change asks about the same conversations. */
const KEPT_MS = 15_000;

/** Facts of conversations by id; of all sources, or of some. */
export async function factsOf(
  app: App,
  conversationIds: readonly string[],
  sources?: readonly FactSource[],
): Promise<Map<string, Facts>> {
  return readFacts(app, await findConversations(app, conversationIds), sources);
}

/** Reads a condition that somebody sent. Throws `condition.invalid` with what is wrong. */
export async function readCondition(
  app: App,
  input: unknown,
  known?: Catalogue,
  purposes?: readonly Purpose[],
): Promise<Condition> {
  const read = validateCondition(input, known ?? (await readCatalogue(app)), purposes);
  if (read.isValid) return read.condition;
  const reason = read.problems
    .slice(0, 3)
    .map(({ message }) => message)
    .join(' ');
  throw conditionErrors('condition.invalid', { reason });
}

/** Which of the newest conversations, or of last week's, a condition holds for, by what is known of them today. */
export async function previewCondition(
  app: App,
  input: unknown,
  over: 'newest' | 'week',
): Promise<PreviewView> {
  const catalogue = await readCatalogue(app);
  const read = validateCondition(input, catalogue, EVERYTHING);
  if (!read.isValid)
    return {
      problems: [...read.problems],
      text: '',
      checked: 0,
      share: 1,
      matched: 0,
      days: [],
      examples: [],
    };
  const compiled = compileCondition(read.condition, catalogue);
  const { known, share } = await knownOf(app, over);
  const hits = known.filter(({ facts }) => compiled.holds(facts));
  return {
    problems: [],
    text: describe(read.condition, catalogue),
    checked: known.length,
    share,
    matched: hits.length,
    days: byDay(known, new Set(hits)),
    examples: hits.slice(0, EXAMPLES).map(({ row, facts }) => ({
      conversationId: row.id,
      excerpt: row.title ?? row.excerpt,
      at: row.lastPostAt.toISOString(),
      because: reasonsOf(compiled.explain(facts), 4),
    })),
  };
}

/** Whether a condition holds for one conversation, and why. Throws `condition.invalid`; undefined for a conversation that is not there. */
export async function explainCondition(
  app: App,
  input: unknown,
  conversationId: string,
): Promise<{ isMatch: boolean; text: string; because: string[] } | undefined> {
  const { catalogue, knowing } = await readSources(app);
  const condition = await readCondition(app, input, catalogue, EVERYTHING);
  const compiled = compileCondition(condition, catalogue);
  const facts = (await factsOf(app, [conversationId], knowing(compiled.facts))).get(conversationId);
  if (!facts) return undefined;
  const verdict = compiled.explain(facts);
  return { isMatch: verdict.isMatch, text: describe(condition, catalogue), because: reasonsOf(verdict) };
}

export interface KnownConversation {
  row: Conversation;
  facts: Facts;
}

/** Conversations with their facts; `share`: what part they are, evenly spread, of those that were asked for. */
export interface Looked {
  known: KnownConversation[];
  share: number;
}

const keptOf = perApp(() => new Map<string, { until: number; looked: Promise<Looked> }>());

/** Conversations with their facts, read at most every fifteen seconds. */
export function knownOf(app: App, over: 'newest' | 'week'): Promise<Looked> {
  const all = keptOf(app);
  const now = app.clock.now().getTime();
  const before = all.get(over);
  if (before && before.until > now) return before.looked;
  const looked = readKnown(app, over);
  all.set(over, { until: now + KEPT_MS, looked });
  looked.catch(() => all.delete(over));
  return looked;
}

async function readKnown(app: App, over: 'newest' | 'week'): Promise<Looked> {
  const { rows, share } = over === 'week' ? await lastWeek(app) : await newest(app);
  const facts = await readFacts(app, rows);
  return { known: rows.map((row) => ({ row, facts: facts.get(row.id) ?? {} })), share };
}

const lastWeek = (app: App) =>
  conversationsSince(app, { limit: MOST_OF_WEEK, since: new Date(app.clock.now().getTime() - 7 * DAY_MS) });

async function newest(app: App): Promise<{ rows: Conversation[]; share: number }> {
  const rows = await newestConversations(app, { limit: NEWEST });
  return { rows, share: 1 };
}

function byDay(
  known: readonly KnownConversation[],
  hits: ReadonlySet<KnownConversation>,
): PreviewView['days'] {
  const days = new Map<string, { checked: number; matched: number }>();
  for (const one of known.toReversed()) {
    const day = one.row.lastPostAt.toISOString().slice(0, 10);
    const { checked, matched } = days.get(day) ?? { checked: 0, matched: 0 };
    days.set(day, { checked: checked + 1, matched: matched + (hits.has(one) ? 1 : 0) });
  }
  return [...days].map(([day, counts]) => ({ day, ...counts })).slice(-31);
}
