import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { weeklyText } from './mail-text.ts';
import type { Picture } from './picture.ts';
import { reportHtml } from './report-html.ts';
import { countryWord, languageWord, percentChange, spanWord } from './words.ts';

const figures = (posts: number) => ({ posts, negative: 2, neutral: 1, positive: 0, reach: 0, reachKnown: 0 });
const picture = (more: Partial<Picture> = {}): Picture => ({
  company: 'Heron & Sons',
  subject: '',
  zone: 'Europe/Berlin',
  overview: {
    period: { from: '2026-11-15T23:00:00.000Z', to: '2026-11-22T23:00:00.000Z' },
    against: { from: '2026-11-08T23:00:00.000Z', to: '2026-11-15T23:00:00.000Z' },
    step: 'day',
    series: [
      { at: '2026-11-15T23:00:00.000Z', figures: null },
      { at: '2026-11-16T23:00:00.000Z', figures: figures(30) },
    ],
    total: figures(30),
    totalBefore: figures(20),
  },
  by: {
    label: [{ value: 'complaint', posts: 12, before: 3 }],
    language: [{ value: 'de', posts: 30, before: 1 }],
    country: [],
    network: [],
  },
  words: [],
  tags: [],
  emerging: [{ word: 'outage', posts: 9, growth: 4 }],
  takenAt: '2026-11-23T05:00:00.000Z',
  ...more,
});
const page = (given: Picture, title = 'Week') =>
  reportHtml(title, given, { expiresAt: new Date('2026-12-01'), nonce: 'n0' });

describe('a weekly mail', () => {
  const { subject, text } = weeklyText(
    picture(),
    'https://r.example/trends?x=1',
    'https://r.example/shared/weekly/abc',
  );
  it('says what, of when and against what, and where to look', () => {
    assert.equal(subject, 'Heron & Sons: 30 posts last week');
    assert.match(text, /16.{1,3}22 November 2026/);
    assert.match(text, /^Posts +30 +\+50 %$/m);
    assert.match(text, /^Complaints +12 +before: 3$/m);
    assert.match(text, /Emerging words: outage \(9\)/);
    assert.match(text, /Frequent words: none/);
    assert.ok(
      text.includes('https://r.example/trends?x=1') && text.includes('https://r.example/shared/weekly/abc'),
    );
  });
  it('names the topic where it is about one, and something where nothing has a name', () => {
    assert.match(weeklyText(picture({ subject: 'Storks' }), '', '').subject, /^Storks: /);
    assert.match(weeklyText(picture({ company: '' }), '', '').subject, /^your brand: /);
  });
});

describe('a report page', () => {
  it('draws what is known and leaves open what is not', () => {
    const html = page(picture());
    assert.equal(html.match(/<rect x=/g)?.length, 1, 'a gap is no bar');
    assert.match(html, /Heron &#38; Sons/);
    assert.match(html, /<style nonce="n0">/);
    assert.ok(!html.includes('<script'));
  });
  it('takes any name and an empty week', () => {
    const name = `"><img src=x onerror=alert(1)> ${'long'.repeat(60)}`;
    const empty = picture({
      subject: name,
      overview: { ...picture().overview, series: [], total: figures(0), totalBefore: figures(0) },
      by: {
        label: [],
        language: [],
        country: [{ value: 'few', posts: 3, before: 0 }],
        network: [{ value: '<b>', posts: 1, before: 0 }],
      },
      emerging: [],
    });
    const html = page(empty, name);
    assert.ok(!html.includes('<img') && !html.includes('<b>'));
    assert.match(html, /places with fewer than 5 posts/);
    assert.ok(!html.includes('NaN') && !html.includes('Infinity'));
  });
});

it('words of numbers and codes never fail', () => {
  assert.deepEqual(
    [percentChange(30, 20), percentChange(10, 20), percentChange(20, 20), percentChange(3, 9)],
    ['+50 %', '\u221250 %', '±0 %', 'before: 9'],
  );
  assert.deepEqual(
    [languageWord('de'), languageWord('unknown'), languageWord('???')],
    ['German', 'unknown', '???'],
  );
  assert.deepEqual([countryWord('GB'), countryWord('nonsense')], ['United Kingdom', 'nonsense']);
  assert.equal(
    spanWord({ from: '2026-11-15T23:00:00Z', to: '2026-11-16T23:00:00Z' }, 'Europe/Berlin'),
    '16 November 2026',
  );
});
