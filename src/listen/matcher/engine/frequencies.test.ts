import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matches, parseQuery, prepareDocument } from '#lib/query/index.ts';
import { ByteTokens } from '#lib/tokens/index.ts';
import { Matcher } from '../index.ts';
import { LearnedFrequencies } from './frequencies.ts';

function tokensOf(text: string): ByteTokens {
  const tokens = new ByteTokens();
  const bytes = Buffer.from(text);
  tokens.read(bytes, 0, bytes.length);
  return tokens;
}

test('before anything is learned long words and signs are thought rare, and nothing impossible', () => {
  const frequencies = new LearnedFrequencies();
  assert.ok(frequencies.of('a') > frequencies.of('tram'));
  assert.ok(frequencies.of('tram') > frequencies.of('complaint'));
  assert.ok(frequencies.of('tram') > frequencies.of('#tram'));
  for (const term of ['a', '東', '#x', 'x'.repeat(128)]) {
    assert.ok(frequencies.of(term) > 0 && frequencies.of(term) <= 0.5, term);
  }
});

test('what is seen counts as often as it occurs, and prefixes are at least as frequent as their first word', () => {
  const frequencies = new LearnedFrequencies();
  const [both, one] = [tokensOf('late late tram late'), tokensOf('tram')];
  for (let i = 0; i < 1000; i++) frequencies.see(i % 4 === 0 ? both : one);
  assert.equal(frequencies.seen, 1000);
  assert.ok(Math.abs(frequencies.of('late') - 0.75) < 0.02);
  assert.ok(frequencies.of('tram') > 0.95);
  assert.ok(frequencies.ofPrefix('late') >= frequencies.of('late'));
  assert.ok(frequencies.ofPrefix('tram') <= 1);
});

test('a prefix is as frequent as the words that begin so, in any script, and rare where none was seen', () => {
  const frequencies = new LearnedFrequencies();
  const some = tokensOf('Deliveries delayed, Énergie coûteuse, поезда нет #delivery');
  for (let i = 0; i < 1000; i++) frequencies.see(some);
  for (const prefix of ['deliver', 'delay', 'energ', 'поезд', 'delivery', '#del']) {
    assert.ok(frequencies.ofPrefix(prefix) > 0.3, `${prefix} ${frequencies.ofPrefix(prefix)}`);
  }
  for (const prefix of ['delqx', 'zzz', 'zzzzz', '#zzz', 'поехал']) {
    const seen = frequencies.ofPrefix(prefix);
    assert.ok(seen < 0.01 && seen < frequencies.of('нет'), `${prefix} ${seen}`);
  }
});

test('what was learned goes on elsewhere as it was', () => {
  const frequencies = new LearnedFrequencies();
  const some = tokensOf('late trams delayed again');
  for (let i = 0; i < 300; i++) frequencies.see(some);
  const other = new LearnedFrequencies(structuredClone(frequencies.learned));
  for (const term of ['late', 'again', 'never']) assert.equal(other.of(term), frequencies.of(term));
  for (const prefix of ['tram', 'delay', 'nev'])
    assert.equal(other.ofPrefix(prefix), frequencies.ofPrefix(prefix));
});

test('old posts fade', () => {
  const frequencies = new LearnedFrequencies();
  const [old, fresh] = [tokensOf('summer'), tokensOf('winter')];
  for (let i = 0; i < 60_000; i++) frequencies.see(old);
  assert.ok(frequencies.of('summer') > 0.9);
  for (let i = 0; i < 120_000; i++) frequencies.see(fresh);
  assert.ok(frequencies.of('summer') < 0.3, String(frequencies.of('summer')));
  assert.ok(frequencies.of('winter') > 0.7, String(frequencies.of('winter')));
});

test('when words become frequent the tables are planned anew, with the same matches at less cost', async () => {
  const topics = Array.from({ length: 200 }, (_, id) => {
    const parsed = parseQuery(`zebrafish w${id}`);
    assert.ok(parsed.isValid);
    return { id, query: parsed.query };
  });
  const matcher = new Matcher(topics);
  const texts = Array.from({ length: 50 }, (_, i) => `zebrafish w${i * 3} and more`);
  const round = () => {
    const before = matcher.figures;
    for (const text of texts) {
      const prepared = prepareDocument({ text });
      const expected = topics.filter(({ query }) => matches(query, prepared));
      assert.deepEqual(matcher.match({ text }), expected);
    }
    return { rebuilds: matcher.figures.rebuilds, candidates: matcher.figures.candidates - before.candidates };
  };
  const first = round();
  for (let i = 0; i < 10_000; i++) matcher.match({ text: texts[i % 50]! });
  await matcher.settled();
  const second = round();
  assert.ok(second.rebuilds > first.rebuilds);
  assert.ok(second.candidates <= first.candidates);
});
