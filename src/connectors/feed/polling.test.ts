import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFeed } from './format/parse.ts';
import { nextReading, pollSeconds, POLL_BOUNDS, retryAfter } from './polling.ts';

const now = new Date('2024-05-01T12:00:00Z');
const HOUR = 3600;

/** A feed whose newest entry is `ageHours` old and whose entries are `gapHours` apart. */
function feedOf(ageHours: number, gapHours: number, head = '') {
  const items = Array.from({ length: 10 }, (_, index) => {
    const at = new Date(now.getTime() - (ageHours + index * gapHours) * HOUR * 1000);
    return `<item><guid isPermaLink="false">${index}</guid><pubDate>${at.toUTCString()}</pubDate></item>`;
  });
  return parseFeed(
    Buffer.from(`<rss version="2.0"><channel><title>T</title>${head}${items.join('')}</channel></rss>`),
  );
}

function secondsFor(
  ageHours: number,
  gapHours: number,
  head = '',
  headers: Record<string, string> = {},
): number {
  const { entries, feed } = feedOf(ageHours, gapHours, head);
  return pollSeconds(entries, feed.rhythm, headers, now);
}

test('the interval follows the rhythm of the feed within the bounds', () => {
  assert.equal(secondsFor(0, 8), 2 * HOUR, 'a quarter of the usual gap');
  assert.equal(secondsFor(0, 0.01), POLL_BOUNDS.min);
  assert.equal(secondsFor(24 * 365, 24), POLL_BOUNDS.max, 'asleep for a year');
  assert.equal(secondsFor(40, 1), 2 * HOUR, 'silence makes it slower');
});

test('a feed without dates is read at the starting interval', () => {
  const { entries, feed } = parseFeed(
    Buffer.from('<rss version="2.0"><channel><item><title>x</title></item></channel></rss>'),
  );
  assert.equal(pollSeconds(entries, feed.rhythm, {}, now), POLL_BOUNDS.start);
});

test('never sooner than the publisher asks, never later than the upper bound', () => {
  assert.equal(secondsFor(0, 0.1, '<ttl>120</ttl>'), 2 * HOUR);
  assert.equal(
    secondsFor(0, 0.1, '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>'),
    6 * HOUR,
  );
  assert.equal(secondsFor(0, 0.1, '', { 'cache-control': 'public, max-age=1800' }), 1800);
  assert.equal(
    secondsFor(0, 0.1, '', { 'cache-control': 'max-age=31536000' }),
    6 * HOUR,
    'caches exaggerate',
  );
  assert.equal(secondsFor(0, 0.1, '', { 'cache-control': 'no-cache, max-age=1800' }), POLL_BOUNDS.min);
  assert.equal(secondsFor(0, 0.1, '<ttl>999999</ttl>'), POLL_BOUNDS.max);
});

test('a finished feed is looked at once a day', () => {
  assert.equal(secondsFor(0, 0.1, '<itunes:complete>Yes</itunes:complete>'), POLL_BOUNDS.max);
});

test('hours and days to skip move the reading to the next allowed hour', () => {
  const at = (skipHours: number[], skipDays: string[] = []) =>
    nextReading(600, { skipHours, skipDays }, now).toISOString();
  assert.equal(at([]), '2024-05-01T12:10:00.000Z');
  assert.equal(at([12, 13]), '2024-05-01T14:00:00.000Z');
  assert.equal(at([], ['wednesday']), '2024-05-02T00:00:00.000Z');
  assert.equal(
    at(Array.from({ length: 24 }, (_, hour) => hour)),
    '2024-05-01T12:10:00.000Z',
    'skipping everything is a mistake',
  );
});

test('Retry-After that cannot be read is none', () => {
  assert.equal(retryAfter({}, now), undefined);
  assert.equal(retryAfter({ 'retry-after': 'soon' }, now), undefined);
  assert.equal(retryAfter({ 'retry-after': '  ' }, now), undefined);
});
