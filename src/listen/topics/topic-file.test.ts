import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TopicRow } from './store.ts';
import { lineOf, planImport } from './topic-file.ts';

function row(id: string, name: string, query: string, more: Partial<TopicRow> = {}): TopicRow {
  return {
    id,
    name,
    query,
    kind: 'subject',
    to_inbox: true,
    folder: null,
    cap_per_day: null,
    cap_from: null,
    is_capped: false,
    examples: [],
    state: 'active',
    state_before: null,
    created_at: new Date(0),
    updated_at: new Date(0),
    ...more,
  };
}

const plan = (lines: readonly (object | string)[], existing: readonly TopicRow[] = []) =>
  planImport(
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    existing,
  );

describe('a topics file', () => {
  const birds = row('topic_a', 'Birds', 'wren OR heron', {
    folder: 'Nature',
    cap_per_day: 50,
    examples: [{ shouldMatch: true, text: 'a wren', lang: 'en' }],
    kind: 'brand',
    to_inbox: false,
    state: 'paused',
  });

  it('written out and read again changes nothing', () => {
    const { create, change, unchanged, refused } = plan([lineOf(birds)], [birds]);
    assert.deepEqual([create, change, unchanged, refused], [[], [], 1, []]);
  });

  it('makes the same topic on a server that does not have it', () => {
    const { create } = plan([lineOf(birds)]);
    const { name, query, kind, to_inbox, folder, cap_per_day, examples, state } = birds;
    const values = { name, query, kind, to_inbox, folder, cap_per_day, examples, state };
    assert.deepEqual(create, [{ line: 1, ...values }]);
  });

  it('means a topic by its id, then by its name, and takes the id for the name', () => {
    const { change, create } = plan(
      [
        { id: 'topic_a', query: 'wren' },
        { id: 'x1', name: 'TREES', query: 'oak' },
        { id: 't7', query: 'stone' },
      ],
      [birds, row('topic_b', 'Trees', 'elm')],
    );
    assert.deepEqual(
      change.map(({ id, values, isOtherQuery }) => [id, values, isOtherQuery]),
      [
        ['topic_a', { query: 'wren' }, true],
        ['topic_b', { name: 'TREES', query: 'oak' }, true],
      ],
    );
    assert.deepEqual(
      create.map((topic) => [topic.name, topic.query, topic.state]),
      [['t7', 'stone', 'active']],
    );
  });

  it('leaves alone what a line does not name, and empties what it names as null', () => {
    const { change } = plan([{ id: 'topic_a', query: birds.query, folder: null }], [birds]);
    assert.deepEqual(
      change.map((one) => [one.values, one.isOtherQuery]),
      [[{ folder: null }, false]],
    );
  });

  it('does not mind in which order the database keeps the keys of an example', () => {
    const stored = { ...birds, examples: [{ lang: 'en', text: 'a wren', shouldMatch: true }] };
    assert.equal(plan([lineOf(birds)], [stored]).unchanged, 1);
  });

  it('refuses bad lines with number and reason, and takes the others', () => {
    const { refused, create } = plan([
      '\ufeff{"id":"ok","query":"wren"}',
      '',
      'nonsense',
      { id: 'q', query: 'a OR b c' },
      { query: 'wren' },
      { id: 'n', query: 'wren', name: 'OK' },
      { id: 'z', query: 'wren', name: 'bad\u0000name' },
      { id: 'y', query: `"${'w'.repeat(70_000)}"` },
      '{"id":"s","query":"wren","name":"\\ud800"}',
      { id: 'k', query: 'wren', kind: 'bird' },
      { id: 'e', query: 'wren', examples: [{ shouldMatch: true }] },
      { id: 'fine', query: 'heron\r' },
    ]);
    assert.deepEqual(
      refused.map(({ line }) => line),
      [3, 4, 5, 6, 7, 8, 9, 10, 11],
    );
    assert.match(refused[0]!.reason, /not JSON/);
    assert.match(refused[1]!.reason, /AND and OR/);
    assert.match(refused[2]!.reason, /"id"/);
    assert.match(refused[3]!.reason, /same topic as line 1/);
    assert.deepEqual(
      create.map((topic) => topic.name),
      ['ok', 'fine'],
    );
  });

  it('does not give a topic the name of another one', () => {
    const { refused } = plan(
      [{ id: 'topic_a', name: 'trees', query: 'wren' }],
      [birds, row('topic_b', 'Trees', 'elm')],
    );
    assert.match(refused[0]!.reason, /another topic called trees/);
  });

  it('reads twenty thousand lines and no more', () => {
    const { create, refused } = plan(
      Array.from({ length: 20_010 }, (_, i) => ({ id: `t${i}`, query: 'wren' })),
    );
    assert.equal(create.length, 20_000);
    assert.deepEqual(
      refused.map((one) => one.line),
      [20_001],
    );
  });
});
