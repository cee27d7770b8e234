import type { Actor, App } from '#platform/app/index.ts';
import { holds } from '#platform/http/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import { type Place, placeOfCursor, placeToCursor } from './cursor.ts';
import type { Kind, Meant } from './domain.ts';
import { type Fact, factOf } from './facts.ts';
import { readMeant, type TypedWord } from './meant.ts';
import { planOf } from './plan.ts';
import { type Asked, type FoundRow, MOST_COMMON, selectFound, selectLarge } from './store/find-store.ts';
import { selectUses } from './store/words-store.ts';

/** Whoever may read a kind may find it. */
const PERMISSIONS: Record<Exclude<Kind, 'canned'>, string> = {
  conversation: 'inbox.read',
  case: 'cases.read',
  person: 'persons.read',
  reply: 'inbox.read',
  note: 'inbox.read',
  article: 'knowledge.read',
};

export interface Wish extends Partial<Record<Fact, string>> {
  q: string;
  /** Of each kind. */
  limit: number;
  kind?: Kind | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Of a list of one kind. */
  cursor?: string | undefined;
}

export interface FoundKind {
  rows: FoundRow[];
  /** Those that fit, from here on. */
  count: number;
  /** There are so many that only the newest were looked through: back to this time. */
  since: Date | null;
}

export interface Found {
  /** Words as they were typed, of the first page only. */
  typed: TypedWord[];
  meant: readonly Meant[];
  /** Nothing has all of the words: what has some was looked for. */
  isSome: boolean;
  kinds: Map<Kind, FoundKind>;
  /** Very many may fit: of some kinds only the newest were looked through, also where none of them fits. */
  isPartial: boolean;
  nextCursor?: string;
}

type Question = Omit<Place, 'score' | 'id'> & { after?: Asked['after'] };

/** The best entries of each kind that an actor may read. Every word must be there in some way; where nothing has all, some. */
export async function findEntries(app: App, actor: Actor, wish: Wish): Promise<Found> {
  const kinds = (Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]).filter(
    (kind) => holds(actor, PERMISSIONS[kind]) && (wish.kind ?? kind) === kind,
  );
  const facts = await readFacts(app, actor, wish);
  const ask = (question: Question) => findKinds(app, { ...wish, kinds, facts }, question);
  if (wish.cursor !== undefined) {
    const { score, id, ...place } = placeOfCursor(wish.cursor);
    return { typed: [], ...(await ask({ ...place, after: { score, id } })) };
  }
  const typed = await readMeant(app, wish.q);
  const meant = typed.map(({ word, alike, uses }) => ({ word, alike, uses }));
  const first = { moment: app.clock.now(), meant, floor: null };
  const none = { typed, meant, isSome: false, kinds: new Map<Kind, FoundKind>(), isPartial: false };
  if (meant.length === 0 || kinds.length === 0) return none;
  const all = await ask({ ...first, join: '&' });
  if (all.kinds.size > 0 || meant.length === 1) return { typed, ...all };
  return { typed, ...(await ask({ ...first, join: '|' })) };
}

interface Within extends Wish {
  kinds: readonly Exclude<Kind, 'canned'>[];
  facts: readonly { word: string; uses: number }[];
}

async function findKinds(app: App, wish: Within, question: Question): Promise<Omit<Found, 'typed'>> {
  const { meant, join, moment, floor, after } = question;
  const plan = planOf(meant, join, wish.facts);
  // Where very many fitted on the first page, the same are looked through for the next.
  const isCommon = after ? floor !== null : plan.isCommon;
  const found = await selectFound(app, {
    ...plan,
    ...wish,
    moment,
    isCommon,
    floor,
    // People are put in order with those before them, as several accounts may be one of them.
    after: wish.kind === 'person' ? undefined : after,
  });
  const groups = Map.groupBy(found, (row) => row.kind);
  const cut = isCommon && !after ? await cutKinds(app, wish, groups) : new Set<Kind>();
  const kinds = new Map<Kind, FoundKind>();
  for (const [kind, rows] of groups) {
    const { fit, oldest } = rows[0]!;
    const left = kind === 'person' ? await onePerPerson(app, rows, after) : { rows, count: fit };
    if (left.rows.length > 0)
      kinds.set(kind, {
        ...left,
        rows: left.rows.slice(0, wish.limit),
        since: cut.has(kind) ? oldest : null,
      });
  }
  const page = wish.kind && kinds.get(wish.kind);
  const last = page && page.count > page.rows.length ? page.rows.at(-1) : undefined;
  const place = { moment, meant, join, floor: isCommon ? (floor ?? last?.oldest ?? null) : null };
  return {
    meant,
    isSome: join === '|',
    kinds,
    isPartial: cut.size > 0,
    ...(last && { nextCursor: placeToCursor({ ...place, score: last.score, id: last.id }) }),
  };
}

/** Kinds of which more may fit than were looked through. */
async function cutKinds(
  app: App,
  wish: Within,
  groups: ReadonlyMap<Kind, readonly FoundRow[]>,
): Promise<Set<Kind>> {
  const isFull = (kind: Kind) => (groups.get(kind)?.[0]?.fit ?? 0) >= MOST_COMMON;
  const large = await selectLarge(app, { ...wish, kinds: wish.kinds.filter((kind) => !isFull(kind)) });
  return new Set(wish.kinds.filter((kind) => isFull(kind) || large.has(kind)));
}

/** Each person once, by the account that fits best; behind a place those that were not shown before it. */
async function onePerPerson(app: App, rows: readonly FoundRow[], after: Asked['after']) {
  const persons = await personKeyOf(
    app,
    rows.map(({ id }) => id),
  );
  const seen = new Set<string>();
  const each = rows.filter(({ id }) => {
    const person = persons.get(id) ?? id;
    return !seen.has(person) && seen.add(person);
  });
  const left = after
    ? each.filter(({ score, id }) => score < after.score || (score === after.score && id > after.id))
    : each;
  return { rows: left, count: left.length };
}

async function readFacts(app: App, actor: Actor, wish: Wish): Promise<{ word: string; uses: number }[]> {
  const assignee = { me: actor.id, nobody: '' }[wish.assignee ?? ''] ?? wish.assignee;
  const words = Object.entries({ ...wish, assignee }).flatMap(([name, value]) =>
    isFactName(name) && typeof value === 'string' ? [factOf(name, value)] : [],
  );
  const uses = await selectUses(app, words);
  return words.map((word) => ({ word, uses: uses.get(word) ?? 0 }));
}

function isFactName(name: string): name is Fact {
  return ['network', 'team', 'assignee', 'status'].includes(name);
}
