import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readConversation } from '#respond/inbox/index.ts';
import { changeCases } from './service/change.ts';
import { findStanding, readCase } from './service/detail.ts';
import { addThreads, mergeCases, removeThreads, splitCase } from './service/join.ts';
import { openCase } from './service/open.ts';
import { undoCaseChange } from './service/undo.ts';
import { openCaseDesk } from './testing/desk.ts';

const { app, ana, ben, customer, company } = await openCaseDesk();
after(() => company.close());

const CONVERSATIONS = 6;
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const conversations: string[] = [];
for (let n = 0; n < CONVERSATIONS; n++) conversations.push((await customer(`acme model ${n}`)).id);

/** A case as plain as it can be: cases have numbers from 0, conversations too. */
interface Plain {
  title: string | null;
  isGone: boolean;
  into: number | null;
}
interface Change {
  cases: { of: number; before: Partial<Plain>; after: Partial<Plain> }[];
  moves: { conversation: number; before: number | null; after: number | null }[];
}
type Act =
  | { kind: 'open'; conversations: number[] }
  | { kind: 'add' | 'remove' | 'split'; of: number; conversations: number[] }
  | { kind: 'merge'; of: number; others: number[] }
  | { kind: 'title'; of: number; title: string | null }
  | { kind: 'undo'; token: number };

/** What cases are, without a database: every act answers `done`, or the code with which it is refused. */
class Model {
  readonly cases: Plain[] = [];
  readonly place: (number | null)[] = Array.from({ length: CONVERSATIONS }, () => null);
  readonly past: { change: Change; isUsed: boolean }[] = [];

  act(act: Act): string {
    if (act.kind === 'undo') return this.undo(act.token);
    const change = this.wish(act);
    if (typeof change === 'string') return change;
    return this.write(change);
  }

  within(of: number): number[] {
    return this.place.flatMap((at, conversation) => (at === of ? conversation : []));
  }

  private wish(act: Exclude<Act, { kind: 'undo' }>): Change | string {
    if (act.kind === 'open') return this.areFree(act.conversations) ?? this.made(act.conversations);
    const { of } = act;
    if (act.kind === 'merge' && act.others.includes(of)) return 'case.merge_self';
    const refused = this.areStanding(act.kind === 'merge' ? [of, ...act.others] : [of]);
    if (refused) return refused;
    if (act.kind === 'title')
      return {
        cases: [{ of, before: { title: this.cases[of]!.title }, after: { title: act.title } }],
        moves: [],
      };
    if (act.kind === 'merge')
      return {
        cases: act.others.map((other) => ({ of: other, before: { into: null }, after: { into: of } })),
        moves: act.others.flatMap((other) => this.moved(this.within(other), of)),
      };
    if (act.kind === 'add')
      return this.areFree(act.conversations) ?? { cases: [], moves: this.moved(act.conversations, of) };
    if (act.conversations.some((one) => this.place[one] !== of)) return 'case.not_in';
    if (act.kind === 'remove') return { cases: [], moves: this.moved(act.conversations, null) };
    return this.within(of).length <= act.conversations.length
      ? 'case.split_all'
      : this.made(act.conversations);
  }

  private made(conversationsIn: number[]): Change {
    const of = this.cases.push({ title: null, isGone: true, into: null }) - 1;
    return {
      cases: [{ of, before: { isGone: true }, after: { isGone: false } }],
      moves: this.moved(conversationsIn, of),
    };
  }

  private moved(all: number[], after: number | null): Change['moves'] {
    return all.map((conversation) => ({ conversation, before: this.place[conversation]!, after }));
  }

  private areFree(all: number[]): string | undefined {
    return all.some((one) => this.place[one] !== null) ? 'case.in_other' : undefined;
  }

  private areStanding(all: number[]): string | undefined {
    if (all.some((one) => !this.cases[one]!.isGone && this.cases[one]!.into !== null)) return 'case.merged';
    return all.some((one) => this.cases[one]!.isGone) ? 'case.not_found' : undefined;
  }

  /** Refused when something it did is not so any more, or when something would be left where nobody finds it. */
  private undo(token: number): string {
    const { change, isUsed } = this.past[token]!;
    if (isUsed) return 'case.undo_used';
    const stands =
      change.cases.every(({ of, after }) => isPart(this.cases[of]!, after)) &&
      change.moves.every(({ conversation, after }) => this.place[conversation] === after);
    if (!stands) return 'case.undo_overtaken';
    const back: Change = {
      cases: change.cases.map(({ of, before, after }) => ({ of, before: after, after: before })),
      moves: change.moves.map(({ conversation, before, after }) => ({
        conversation,
        before: after,
        after: before,
      })),
    };
    const then = new Model();
    then.cases.push(...this.cases.map((one) => ({ ...one })));
    then.place.splice(0, CONVERSATIONS, ...this.place);
    then.write(back);
    const targets = [...back.moves.map((move) => move.after), ...back.cases.map((one) => one.after.into)];
    const isLost =
      targets.some((at) => typeof at === 'number' && then.areStanding([at])) ||
      back.cases.some(({ of, after }) => after.isGone && (then.within(of).length > 0 || then.holds(of)));
    if (isLost) return 'case.undo_overtaken';
    this.past[token]!.isUsed = true;
    return this.write(back);
  }

  private holds(of: number): boolean {
    return this.cases.some((one) => one.into === of && !one.isGone);
  }

  private write(change: Change): string {
    for (const { of, after } of change.cases) Object.assign(this.cases[of]!, after);
    for (const { conversation, after } of change.moves) this.place[conversation] = after;
    this.past.push({ change, isUsed: false });
    return 'done';
  }
}

function isPart(whole: Plain, part: Partial<Plain>): boolean {
  return Object.entries(part).every(([key, value]) => whole[key as keyof Plain] === value);
}

const some = fc.uniqueArray(fc.nat(CONVERSATIONS - 1), { minLength: 1, maxLength: 3 });
const wishes = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('open' as const), conversations: some }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('add' as const, 'remove' as const, 'split' as const),
      of: fc.nat(20),
      conversations: some,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('merge' as const),
      of: fc.nat(20),
      others: fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('title' as const),
      of: fc.nat(20),
      title: fc.constantFrom('A', 'B', null),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('undo' as const), token: fc.nat(40) }) },
);

describe('cases in a plain model', () => {
  it(`are where it says after any changes, undone in any order, and nothing is lost (seed ${SEED})`, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(wishes, { minLength: 12, maxLength: 22 }), async (drawn) => {
        const model = new Model();
        const ids: string[] = [];
        const tokens: string[] = [];
        await freeAll();
        for (const wish of drawn) {
          const act = fitting(wish, model);
          if (!act) continue;
          const expected = model.act(act);
          const outcome = await done(act, ids, tokens);
          assert.equal(outcome, expected, `${JSON.stringify(act)} after ${JSON.stringify(model.past)}`);
          seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
          await same(model, ids);
        }
      }),
      { numRuns: 8, seed: SEED, endOnFailure: true },
    );
    assert.ok((seen.get('done') ?? 0) > 8, JSON.stringify([...seen]));
    const refused = ['case.undo_overtaken', 'case.undo_used'].filter((code) => seen.has(code));
    assert.ok(refused.length > 0, JSON.stringify([...seen]));
  });

  it('keep a conversation that was put in since: making the case is not undone under it', async () => {
    await freeAll();
    const made = await openCase(app, ana, { conversationIds: [conversations[0]!] });
    await addThreads(app, ben, made.ids[0]!, [conversations[1]!]);
    await assert.rejects(undoCaseChange(app, ana, made.undo), { code: 'case.undo_overtaken' });
    const { case: shown } = await readConversation(app, ana, conversations[1]!);
    assert.equal((await readCase(app, ana, shown!.id)).threads, 2);
  });

  it('keep what was merged into one: its making is not undone under them, nor when both happen at once', async () => {
    await freeAll();
    const lead = await openCase(app, ana, { conversationIds: [] });
    const other = await openCase(app, ana, { conversationIds: [conversations[0]!] });
    const settled = await Promise.allSettled([
      mergeCases(app, ben, lead.ids[0]!, [other.ids[0]!]),
      undoCaseChange(app, ana, lead.undo),
    ]);
    assert.deepEqual(settled.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await readCase(app, ana, other.ids[0]!)).threads, 1);
  });
});

/** The act with what it names made to exist; undefined where there is nothing yet. */
function fitting(wish: Act, model: Model): Act | undefined {
  if (wish.kind === 'open') return wish;
  const count = wish.kind === 'undo' ? model.past.length : model.cases.length;
  if (count === 0) return undefined;
  if (wish.kind === 'undo') return { ...wish, token: wish.token % count };
  if (wish.kind !== 'merge') return { ...wish, of: wish.of % count };
  return { ...wish, of: wish.of % count, others: [...new Set(wish.others.map((one) => one % count))] };
}

async function done(act: Act, ids: string[], tokens: string[]): Promise<string> {
  const named = (all: number[]) => all.map((one) => conversations[one]!);
  const run = () => {
    if (act.kind === 'open') return openCase(app, ana, { conversationIds: named(act.conversations) });
    if (act.kind === 'undo') return undoCaseChange(app, ben, tokens[act.token]!);
    const id = ids[act.of]!;
    if (act.kind === 'merge')
      return mergeCases(
        app,
        ana,
        id,
        act.others.map((one) => ids[one]!),
      );
    if (act.kind === 'title') return changeCases(app, ben, [id], { title: act.title });
    if (act.kind === 'split') return splitCase(app, ana, id, { conversationIds: named(act.conversations) });
    return (act.kind === 'add' ? addThreads : removeThreads)(app, ana, id, named(act.conversations));
  };
  try {
    const changed = await run();
    tokens.push(changed.undo);
    if (act.kind === 'open' || act.kind === 'split') ids.push(changed.ids.at(-1)!);
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** The database says of every case and every conversation what the model says. */
async function same(model: Model, ids: readonly string[]): Promise<void> {
  const rows = await app.db.query<{ id: string; at: string | null }>(
    'select id, case_id as at from conversations where id = any($1)',
    [conversations],
  );
  const placed = conversations.map((id) => ids.indexOf(rows.find((row) => row.id === id)!.at ?? ''));
  assert.deepEqual(
    placed,
    model.place.map((at) => at ?? -1),
  );
  for (const [of, { title, isGone, into }] of model.cases.entries()) {
    const standing = await findStanding(app, ids[of]!).catch(() => undefined);
    assert.equal(standing === undefined, isGone, `case ${of}`);
    if (!standing || into !== null) continue;
    assert.deepEqual([standing.title, standing.threads], [title, model.within(of).length], `case ${of}`);
  }
}

async function freeAll(): Promise<void> {
  for (const id of conversations) {
    const { case: at } = await readConversation(app, ana, id);
    if (at) await removeThreads(app, ana, at.id, [id]);
  }
}
