import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matches, parseQuery, prepareDocument, type Query } from '#lib/query/index.ts';
import { Random } from '#lib/query/testing/index.ts';
import { Matcher } from './index.ts';

/** `SEED=…` repeats a failure. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);

interface Topic {
  readonly id: number | string;
  readonly query: Query;
  readonly source: string;
}

const WORDS = 'late refund order lost tram bill fire shop ann tax'.split(' ');

/** One of few queries of every sort of anchor, so that many match the same post. */
function query(random: Random): Pick<Topic, 'query' | 'source'> {
  const word = () => random.pick(WORDS);
  const source = random.pick([
    () => word(),
    () => `"${word()} ${word()}"`,
    () => `${word()} ${word()}`,
    () => `${word()} OR ${word()}`,
    () => `${word()} -bill`,
    () => `${word()} NEAR/1 ${word()}`,
    () => `${word().slice(0, 3)}* ${word()}`,
    () => 'author:ann',
    () => `${word()} lang:en`,
    () => 'in:bio late',
    () => `{${word()}} ${word()}`,
    () => 'label:vip lang:en',
  ])();
  const parsed = parseQuery(source);
  assert.ok(parsed.isValid, source);
  return { query: parsed.query, source };
}

function document(random: Random) {
  return {
    text: random.many(0, 9, () => random.pick(WORDS)).join(' '),
    title: random.oneIn(4) ? random.pick(WORDS) : undefined,
    bio: random.oneIn(4) ? 'always late' : undefined,
    langs: random.oneIn(2) ? ['en'] : undefined,
    author: random.oneIn(3) ? { handle: 'ann' } : undefined,
    labels: random.oneIn(3) ? ['vip'] : undefined,
  };
}

/** The list of topics as it should be, beside a matcher that is told of every change. */
class Pair {
  topics: Topic[] = [];
  readonly matcher = new Matcher<Topic>();
  readonly random: Random;
  readonly done: string[] = [];

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  /** Ids 1 and "1" are two. */
  id(): number | string {
    const number = this.random.below(60);
    return this.random.oneIn(2) ? number : String(number);
  }

  put(): void {
    const topic = { id: this.id(), ...query(this.random) };
    const at = this.topics.findIndex(({ id }) => id === topic.id);
    this.topics = at === -1 ? [...this.topics, topic] : this.topics.with(at, topic);
    this.done.push(`put ${JSON.stringify(topic.id)}: ${topic.source}`);
    this.matcher.put(topic);
  }

  /** The same query under another object, as when a topic got another name. */
  rename(): void {
    if (this.topics.length === 0) return;
    const at = this.random.below(this.topics.length);
    const topic = { ...this.topics[at]! };
    this.topics = this.topics.with(at, topic);
    this.done.push(`rename ${topic.id}`);
    this.matcher.put(topic);
  }

  remove(): void {
    const id = this.id();
    this.topics = this.topics.filter((topic) => topic.id !== id);
    this.done.push(`remove ${JSON.stringify(id)}`);
    this.matcher.remove(id);
  }

  /** Some stay, some change, some are new, in another order. */
  replace(): void {
    const { random } = this;
    const kept = this.topics.filter(() => !random.oneIn(5));
    const changed = kept.map((topic) => (random.oneIn(6) ? { ...topic, ...query(random) } : topic));
    for (let i = random.below(80); i > 0; i--) {
      const id = this.id();
      if (changed.every((topic) => topic.id !== id)) changed.push({ id, ...query(random) });
    }
    this.topics = random.oneIn(2) ? changed : changed.toSorted(() => random.below(3) - 1);
    this.done.push(`replace by ${this.topics.map(({ id, source }) => `${id}: ${source}`).join('; ')}`);
    this.matcher.replaceTopics(this.topics);
  }

  check(): void {
    for (let i = 0; i < 4; i++) {
      const post = document(this.random);
      const prepared = prepareDocument(post);
      const expected = this.topics.filter((topic) => matches(topic.query, prepared));
      const got = this.matcher.match(post);
      if (got.length === expected.length && got.every((topic, at) => topic === expected[at])) continue;
      const ids = (list: readonly Topic[]) => JSON.stringify(list.map(({ id }) => id));
      const story = this.done.slice(-30).join('\n');
      assert.fail(`${story}\n${JSON.stringify(post)}\nexpected ${ids(expected)}, got ${ids(got)}`);
    }
  }
}

describe('whatever was changed, and whenever a merge comes between, matches are those of the list', () => {
  for (let run = 0; run < 30; run++) {
    const seed = SEED + run;
    test(`after every change, SEED=${seed}`, async () => {
      const pair = new Pair(seed);
      for (let step = 0; step < 120; step++) {
        const what = pair.random.weighted({ put: 10, rename: 2, remove: 5, replace: 1, settle: 2, turn: 4 });
        if (what === 'settle') await pair.matcher.settled();
        else if (what === 'turn') await new Promise((resolve) => setImmediate(resolve));
        else pair[what]();
        pair.check();
      }
      await pair.matcher.settled();
      pair.check();
      assert.ok(pair.matcher.figures.rebuilds > 0);
    });
  }
});

function topics(count: number, about: (at: number) => string): Topic[] {
  return Array.from({ length: count }, (_, id) => {
    const source = about(id);
    const parsed = parseQuery(source);
    assert.ok(parsed.isValid);
    return { id, query: parsed.query, source };
  });
}

describe('while the large compartment is made anew', () => {
  /** A matcher of which a merge has begun and cannot be done in one turn. */
  function merging(): Matcher<Topic> {
    const matcher = new Matcher(topics(8000, (id) => `word${id} common`));
    for (const topic of topics(40, (id) => `new${id}`)) matcher.put({ ...topic, id: `new ${topic.id}` });
    return matcher;
  }
  const ids = (matcher: Matcher<Topic>, text: string) => matcher.match({ text }).map(({ id }) => id);

  test('what is removed is not found, neither meanwhile nor later', async () => {
    const matcher = merging();
    const before = matcher.figures.rebuilds;
    matcher.remove(7);
    matcher.remove('new 3');
    assert.equal(matcher.figures.rebuilds, before);
    assert.deepEqual(ids(matcher, 'word7 word8 common new3 new4'), [8, 'new 4']);
    await matcher.settled();
    assert.ok(matcher.figures.rebuilds > before);
    assert.deepEqual(ids(matcher, 'word7 word8 common new3 new4'), [8, 'new 4']);
  });

  test('what is put is found at once and stays', async () => {
    const matcher = merging();
    const [topic] = topics(1, () => 'changed');
    matcher.put({ ...topic!, id: 7 });
    matcher.put({ ...topic!, id: '7' });
    assert.deepEqual(ids(matcher, 'word7 common changed'), [7, '7']);
    await matcher.settled();
    assert.deepEqual(ids(matcher, 'word7 common changed'), [7, '7']);
    matcher.remove(7);
    assert.deepEqual(ids(matcher, 'word7 common changed'), ['7']);
  });

  test('taking out most topics makes the tables small again', async () => {
    const matcher = merging();
    await matcher.settled();
    const large = matcher.tableBytes();
    for (let id = 0; id < 7900; id++) matcher.remove(id);
    await matcher.settled();
    assert.ok(matcher.tableBytes() < large / 4, `${matcher.tableBytes()} of ${large}`);
    assert.deepEqual(ids(matcher, 'word7 word7950 common'), [7950]);
  });
});

test('more changes at once than fit beside the large compartment are found after the merge', async () => {
  const matcher = new Matcher(topics(400, (id) => `old${id}`));
  matcher.replaceTopics(topics(400, (id) => `fresh${id}`));
  await matcher.settled();
  assert.deepEqual(
    matcher.match({ text: 'old5 fresh5 fresh399' }).map(({ id }) => id),
    [5, 399],
  );
});
