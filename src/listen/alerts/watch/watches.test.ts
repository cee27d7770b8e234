import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SpikeDetector } from '#lib/spikes/index.ts';
import { Alerts, severityOfThreshold, thresholdAlerts, walk } from '../history.ts';
import { causeOf } from '../cause/cause.ts';
import { LATE, look, type Watch } from './watches.ts';
import type { PostFacts } from '#listen/posts/index.ts';

const START = 29_005_920;
const known = () => true;

function watchOf(minutes: number): Watch {
  const detector = new SpikeDetector();
  walk(detector, steady(START, minutes), START, START + minutes);
  return { topicId: 'topic_1', sensitivity: 'normal', zone: 'UTC', detector, saved: 0, past: [] };
}

const steady = (from: number, minutes: number, posts = 5) =>
  new Map(Array.from({ length: minutes }, (_, age) => [from + age, posts + (age % 3) - 1] as const));

describe('a look at the next minutes', () => {
  it('takes each minute once', () => {
    const watch = watchOf(600);
    assert.deepEqual(look(watch, steady(START + 590, 20), START + 610, known), []);
    assert.equal(watch.detector.last, START + 609);
    assert.deepEqual(look(watch, steady(START + 590, 20), START + 610, known), []);
    assert.equal(watch.detector.last, START + 609);
  });

  it('adds what came late to the minutes it was written in, and takes off what is gone', () => {
    const watch = watchOf(600);
    const counts = steady(START + 600 - LATE, LATE + 1);
    counts.set(START + 595, 90);
    counts.set(START + 596, 0);
    look(watch, counts, START + 601, known);
    assert.equal(watch.detector.countAt(START + 595), 90);
    assert.equal(watch.detector.countAt(START + 596), 0);
    const before = watch.detector.countAt(START + 600 - LATE - 1);
    look(watch, new Map([[START + 600 - LATE - 1, 77]]), START + 602, known);
    assert.equal(watch.detector.countAt(START + 600 - LATE - 1), before, 'older minutes stay as they are');
  });

  it('finds an incident in posts that came late', () => {
    const watch = watchOf(900);
    const late = steady(START + 885, 16, 60);
    const events = look(watch, late, START + 901, known);
    assert.equal(events[0]?.event, 'start');
  });

  it('knows unknown minutes from empty ones', () => {
    const watch = watchOf(600);
    look(watch, new Map(), START + 630, (minute) => minute < START + 610);
    assert.equal(watch.detector.countAt(START + 605), 0);
    assert.equal(watch.detector.countAt(START + 615), undefined);
  });
});

describe('alerts of the past', () => {
  it('are gathered from their events', () => {
    const alerts = new Alerts();
    const event = { alert: 'a', minute: 10, since: 5, severity: 3, expected: 2, observed: 30 };
    alerts.add({ ...event, event: 'start' });
    alerts.add({ ...event, event: 'update', minute: 20, severity: 5, observed: 70 });
    alerts.add({ ...event, event: 'end', minute: 90, severity: 5, observed: 80, reason: 'calm' });
    alerts.add({ ...event, alert: 'b', event: 'start', minute: 200, since: 195 });
    assert.deepEqual(alerts.all, [
      { since: 5, noticed: 10, ended: 90, reason: 'calm', severity: 5, expected: 2, observed: 80 },
      { since: 195, noticed: 200, ended: null, reason: null, severity: 3, expected: 2, observed: 30 },
    ]);
  });

  it('of a threshold begin with the post that reaches it, and end when half of it is left', () => {
    const counts = new Map<number, number>([
      [100, 4],
      [105, 6],
      [140, 30],
    ]);
    const found = thresholdAlerts(counts, { posts: 10, minutes: 10 }, 50, 200);
    assert.deepEqual(
      found.map(({ noticed, ended, observed, severity }) => [noticed, ended, observed, severity]),
      [
        [105, 115, 10, 1],
        [140, 150, 30, 2],
      ],
    );
    assert.deepEqual(thresholdAlerts(counts, { posts: 11, minutes: 10 }, 50, 130), []);
    assert.deepEqual(thresholdAlerts(undefined, { posts: 1, minutes: 10 }, 0, 100), []);
  });

  it('count a doubling of the threshold as one more', () => {
    assert.deepEqual(
      [10, 19, 20, 40, 1e9].map((posts) => severityOfThreshold(posts, 10)),
      [1, 1, 2, 3, 10],
    );
  });
});

describe('the cause', () => {
  let made = 0;
  const post = (text: string, more: Partial<PostFacts> = {}): PostFacts => ({
    id: `post_${(made += 1)}`,
    accountId: `acct_${made}`,
    network: 'bluesky',
    kind: 'post',
    sourceId: null,
    langs: ['en'],
    url: null,
    links: [],
    tags: [],
    isOwn: false,
    terms: text.split(' '),
    ...more,
  });

  it('are the words that became more frequent, not those that always are', () => {
    const before = Array.from({ length: 100 }, (_, i) => post(i % 3 ? 'nimbus price' : 'nimbus lovely'));
    const now = Array.from({ length: 40 }, (_, i) => post(i % 2 ? 'nimbus outage leeds' : 'nimbus price'));
    const { words, posts } = causeOf(now, before);
    assert.equal(posts, 40);
    assert.deepEqual(
      words.map(({ word, posts, before }) => [word, posts, before]),
      [
        ['leeds', 20, 0],
        ['outage', 20, 0],
      ],
    );
  });

  it('tells a few loud authors from many', () => {
    const many = Array.from({ length: 30 }, () => post('hello'));
    const loud = Array.from({ length: 30 }, (_, i) =>
      post('hello', { accountId: i < 27 ? 'acct_bot' : `acct_x${i}` }),
    );
    assert.ok(causeOf(many, []).byFew <= 0.1);
    assert.ok(causeOf(loud, []).byFew > 0.9);
    assert.deepEqual(causeOf(loud, []).authors[0], { accountId: 'acct_bot', posts: 27 });
  });

  it('leaves out names, links, numbers and signs, and what was said once', () => {
    const now = Array.from({ length: 20 }, (_, i) => post(`@ana link:x.test 123 $x #outage einmal${i}`));
    assert.deepEqual(
      causeOf(
        now,
        Array.from({ length: 50 }, () => post('other')),
      ).words.map(({ word }) => word),
      ['#outage'],
    );
  });

  it('stands nothing to compare with, and nothing at all', () => {
    assert.deepEqual(causeOf([], []).words, []);
    assert.equal(causeOf([], []).byFew, 0);
    assert.deepEqual(causeOf([post('a b')], []).words, []);
  });
});
