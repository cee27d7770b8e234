import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { PostFacts } from '#listen/posts/index.ts';
import { Counting, dayOf } from './bucket.ts';
import { emergingWords, logLikelihoodRatio } from './emerging.ts';
import { mergeLists, shorten, topOf } from './lists.ts';
import { coverOf, DAY_MS, HOUR_MS, hoursOf, periodBefore } from './period.ts';
import { heatOf, seriesOf, stepsOf } from './series.ts';
import { entriesOf, valuesOf } from './values.ts';
import { isTellingWord } from '#lib/words/index.ts';
import { isZone, Zone } from '#lib/zone/index.ts';

const facts = (more: Partial<PostFacts> = {}): PostFacts => ({
  id: 'post_1',
  accountId: 'acct_1',
  network: 'bluesky',
  kind: 'post',
  sourceId: 'src_1',
  langs: ['en-GB'],
  url: null,
  links: [],
  tags: [],
  isOwn: false,
  terms: [],
  ...more,
});
const of = (more: Partial<PostFacts> = {}, followers: number | null = null, labels: string[] = []) => ({
  post: facts(more),
  followers,
  labels: { language: null, sentiment: null, labels, country: 'US', region: 'TN' } as const,
});

describe('lists of the most frequent', () => {
  it('keep the true number between what was counted and what may be missing, however they are cut and merged', () => {
    const hour = fc.array(fc.tuple(fc.constantFrom(...'abcdefghijkl'), fc.integer({ min: 1, max: 9 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(hour, { maxLength: 6 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 6 }),
        (days, most) => {
          const truth = new Map<string, number>();
          const stored = days.map((hours) => {
            const lists = hours.map((entries) => {
              const counts = new Map<string, number>();
              for (const [name, posts] of entries) {
                counts.set(name, (counts.get(name) ?? 0) + posts);
                truth.set(name, (truth.get(name) ?? 0) + posts);
              }
              return topOf(counts, most);
            });
            return shorten(mergeLists(lists), most + 1);
          });
          const { entries, cut } = mergeLists(stored);
          const named = new Map(entries.map((entry) => [entry.name, entry]));
          for (const [name, posts] of truth) {
            const entry = named.get(name);
            if (!entry) assert.ok(posts <= cut, `${name} has ${posts}, and ${cut} is the bound`);
            else
              assert.ok(
                entry.posts <= posts && posts <= entry.posts + entry.missing,
                JSON.stringify({ entry, posts }),
              );
          }
        },
      ),
    );
  });

  it('are exact while nothing is cut', () => {
    const lists = [
      topOf(new Map([['a', 2]]), 5),
      topOf(
        new Map([
          ['a', 1],
          ['b', 4],
        ]),
        5,
      ),
    ];
    assert.deepEqual(mergeLists(lists), {
      entries: [
        { name: 'b', posts: 4, missing: 0 },
        { name: 'a', posts: 3, missing: 0 },
      ],
      cut: 0,
    });
  });
});

describe('what a post is counted by', () => {
  it('is what was understood, and what the network says where nothing was', () => {
    const values = valuesOf({ post: facts(), labels: undefined, followers: null });
    assert.deepEqual(
      [values.language, values.sentiment, values.country, values.author],
      [['en'], ['unknown'], [], ['unknown']],
    );
    assert.deepEqual(
      valuesOf({ post: facts({ langs: ['<script>'] }), labels: undefined, followers: 1 }).language,
      ['unknown'],
    );
    assert.deepEqual(valuesOf(of({}, 10_000)).author, ['large']);
    assert.deepEqual(valuesOf(of({}, 999)).author, ['small']);
    assert.deepEqual(valuesOf(of({ network: 'feed' }, 5)).author, ['site']);
    assert.deepEqual(valuesOf(of()).region, ['US/TN']);
  });

  it('has links without what only tracks, each site once, and the site itself where it has one', () => {
    const links = [
      'https://www.Example.com/a?utm_source=x&utm_medium=y&id=1&gclid=2#top',
      'https://example.com/b',
      'mailto:a@b.c',
      'javascript:1',
    ];
    const entries = entriesOf(
      of({ links, tags: ['Bird', 'bird'], url: 'https://news.test/1', network: 'feed' }),
    );
    assert.deepEqual(entries.links, ['https://www.Example.com/a?id=1', 'https://example.com/b']);
    assert.deepEqual(entries.sites, ['example.com', 'news.test']);
    assert.deepEqual(entries.tags, ['bird']);
  });

  it('leaves out of the words what stands everywhere', () => {
    const kept = [
      'outage',
      'the',
      '#outage',
      '@ann',
      '$tsla',
      'link:a.b',
      '42',
      '5g',
      'x',
      'nicht',
      'störung',
      "l'eau",
      '停',
      'слово',
    ];
    assert.deepEqual(kept.filter(isTellingWord), ['outage', '5g', 'störung', "l'eau", 'слово']);
  });
});

describe('a bucket', () => {
  it('leaves the own posts out of everything but their own number, and spam out of the reach', () => {
    const counting = new Counting();
    counting.add(of({ accountId: 'a' }, 100));
    counting.add(of({ accountId: 'a' }, 100));
    counting.add(of({ accountId: 'b' }, 5000, ['spam']));
    counting.add(of({ accountId: 'c' }));
    counting.add(of({ accountId: 'own', isOwn: true }, 1_000_000));
    const { posts, reach, reachKnown, counts, lists } = counting.bucket();
    assert.deepEqual([posts, reach, reachKnown], [4, 100, 3]);
    assert.deepEqual({ ...counts.author }, { small: 2, middle: 1, unknown: 1, own: 1 });
    assert.deepEqual(lists.authors.items, [
      ['a', 2],
      ['b', 1],
      ['c', 1],
    ]);
  });

  it('takes any name for a value', () => {
    const counting = new Counting();
    counting.add(of({ network: '__proto__', kind: 'constructor', sourceId: 'toString' }));
    counting.add(of({ network: '__proto__', kind: 'constructor', sourceId: 'toString' }));
    const day = dayOf([counting.bucket(), counting.bucket()]);
    assert.deepEqual(Object.entries(day.counts.network!), [['__proto__', 4]]);
    assert.deepEqual(JSON.parse(JSON.stringify(day.counts)).kind, { constructor: 4 });
  });
});

describe('periods', () => {
  const hour = fc.integer({ min: 0, max: 2000 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * HOUR_MS));
  it('are covered by whole days and the hours at both ends, each hour once', () => {
    fc.assert(
      fc.property(hour, hour, (a, b) => {
        fc.pre(a < b);
        const { days, hours } = coverOf({ from: a, to: b });
        const parts = [...(days ? [days] : []), ...hours].flatMap(({ from, to }) =>
          hoursOf(from, to).map(Number),
        );
        assert.deepEqual(
          parts.sort((x, y) => x - y),
          hoursOf(a, b).map(Number),
        );
        if (days) assert.ok(days.from.getTime() % DAY_MS === 0 && days.to.getTime() % DAY_MS === 0);
      }),
    );
  });

  it('are compared with the same hours of earlier days', () => {
    const at = (text: string) => new Date(`${text}:00Z`);
    const today = periodBefore({ from: at('2026-11-22T00:00'), to: at('2026-11-22T14:00') });
    assert.deepEqual(today, { from: at('2026-11-21T00:00'), to: at('2026-11-21T14:00') });
    const days = periodBefore({ from: at('2026-11-15T00:00'), to: at('2026-11-22T14:00') });
    assert.deepEqual(days, { from: at('2026-11-07T00:00'), to: at('2026-11-14T14:00') });
    const lunch = periodBefore({ from: at('2026-11-22T11:00'), to: at('2026-11-22T14:00') });
    assert.deepEqual(lunch, { from: at('2026-11-22T08:00'), to: at('2026-11-22T11:00') });
  });
});

describe('time zones', () => {
  it('begin their days where people do, also when clocks change', () => {
    const berlin = new Zone('Europe/Berlin');
    const days = stepsOf(
      { from: new Date('2026-03-27T23:00Z'), to: new Date('2026-03-30T22:00Z') },
      'day',
      berlin,
    );
    assert.deepEqual(
      days.map((day) => day.toISOString()),
      ['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    );
    assert.equal(berlin.hourOfWeek(Date.parse('2026-11-22T23:30Z')), 0, 'Monday has begun there');
    assert.equal(new Zone('America/New_York').hourOfWeek(Date.parse('2026-11-23T00:00Z')), 6 * 24 + 19);
    assert.ok(isZone('Asia/Kolkata') && !isZone('Mars/Olympus'));
  });

  it('have days of 23, 24 and 25 hours that leave nothing out, whatever the zone', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Pacific/Apia',
    );
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 1, max: 40 * 24 }),
        (name, start, length) => {
          const from = new Date(Date.UTC(2025, 0, 1) + start * HOUR_MS);
          const to = new Date(from.getTime() + length * HOUR_MS);
          const steps = stepsOf({ from, to }, 'day', new Zone(name));
          assert.deepEqual(steps[0], from);
          for (const [index, step] of steps.entries()) {
            const next = steps[index + 1] ?? to;
            const hours = (next.getTime() - step.getTime()) / HOUR_MS;
            assert.ok(hours > 0 && hours <= 25.5, `${name}: ${step.toISOString()} has ${hours} hours`);
            if (index > 0 && steps[index + 1])
              assert.ok(hours >= 22.5, `${name}: ${step.toISOString()} has ${hours} hours`);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('series', () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 0, 5) + hours * HOUR_MS);
  const figures = (hour: number, posts: number) => ({
    hour: at(hour),
    posts,
    negative: 0,
    neutral: 0,
    positive: 0,
    reach: 0,
    reachKnown: 0,
  });
  it('have zero where nothing was said, and nothing where nobody can know', () => {
    const steps = Array.from({ length: 6 }, (_, hour) => at(hour));
    const points = seriesOf([figures(2, 3)], steps, { since: at(1), until: at(4) });
    assert.deepEqual(
      points.map((point) => point.figures?.posts ?? null),
      [null, 0, 3, 0, null, null],
    );
    assert.ok(seriesOf([], steps, { since: null, until: at(4) }).every((point) => point.figures === null));
  });

  it('know how often each hour of the week was', () => {
    const zone = new Zone('UTC');
    const period = { from: at(0), to: at(15 * 24) };
    const { posts, times } = heatOf([figures(0, 2), figures(168, 4)], period, zone, {
      since: at(0),
      until: at(15 * 24),
    });
    assert.deepEqual([posts[0], times[0], times[24], posts[1]], [6, 3, 2, 0]);
  });
});

describe('emerging words', () => {
  const word = (name: string, posts: number) => ({ name, posts, missing: 0 });
  const past = { words: [word('bill', 300), word('outage', 10)], posts: 10_000, cut: 0 };
  it('are those whose share grew beyond chance, the surest first', () => {
    const now = {
      words: [word('outage', 60), word('tower', 12), word('bill', 12), word('odd', 2)],
      posts: 400,
      cut: 0,
    };
    const found = emergingWords(now, past, 10);
    assert.deepEqual(
      found.map((one) => one.word),
      ['outage', 'tower'],
    );
    assert.equal(found[1]!.before, 0);
    assert.ok(found[1]!.growth < 15, 'shrunk: it is no infinite growth');
  });
  it('are none where a word may have been cut from the past, or where there is no past', () => {
    const now = { words: [word('tower', 12)], posts: 400, cut: 0 };
    assert.deepEqual(emergingWords(now, { ...past, cut: 400 }, 10), []);
    assert.deepEqual(emergingWords(now, { words: [], posts: 0, cut: 0 }, 10), []);
  });
  it('are measured as Dunning does', () => {
    assert.ok(Math.abs(logLikelihoodRatio(10, 100, 10, 100)) < 1e-9);
    assert.ok(Math.abs(logLikelihoodRatio(10, 100, 5, 100) - 1.83) < 0.01);
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (a, b) => {
        const value = logLikelihoodRatio(a, 50, b, 50);
        assert.ok(value >= -1e-9 && Math.abs(value - logLikelihoodRatio(b, 50, a, 50)) < 1e-9);
      }),
    );
  });
});
