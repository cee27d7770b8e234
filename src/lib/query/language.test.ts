import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  anchors,
  matches,
  parseQuery,
  parseTopic,
  prepareDocument,
  printQuery,
  type QueryDocument,
} from './index.ts';

const page = readFileSync(new URL('../../../docs/topics-language.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```(topic|refused)\n([^]*?)\n```$/gm)].map(([, kind, body]) => {
  const [query, ...lines] = body!.split('\n');
  return { kind, query: query!, lines: lines.map((line) => ({ sign: line[0], rest: line.slice(2) })) };
});

test('the page has examples of both kinds', () => {
  assert.ok(blocks.filter(({ kind }) => kind === 'topic').length >= 40);
  assert.ok(blocks.filter(({ kind }) => kind === 'refused').length >= 10);
});

for (const { kind, query, lines } of blocks) {
  test(`${kind}: ${query}`, () => {
    const parsed = parseQuery(query);
    if (kind === 'refused') {
      const topic = parseTopic(query);
      assert.equal(topic.isValid ? 'accepted' : topic.problem.code, lines[0]!.rest);
      return;
    }
    assert.ok(parsed.isValid, JSON.stringify(parsed));
    assert.ok(
      lines.some(({ sign }) => sign === '+'),
      'has a post that matches',
    );
    const again = parseQuery(printQuery(parsed.query));
    assert.ok(again.isValid);
    anchors(again.query);
    for (const { sign, rest } of lines) {
      const document = prepareDocument(documentOf(rest));
      assert.equal(matches(parsed.query, document), sign === '+', rest);
      assert.equal(matches(again.query, document), sign === '+', `printed: ${rest}`);
    }
  });
}

function documentOf(written: string): QueryDocument {
  if (!written.startsWith('{')) return { text: written };
  const { createdAt, ...rest } = JSON.parse(written) as Omit<QueryDocument, 'createdAt'> & {
    createdAt?: string;
  };
  const askedAt = new Date('2026-11-22T09:30:00Z');
  return { ...rest, askedAt, createdAt: createdAt === undefined ? undefined : new Date(createdAt) };
}
