import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { periodOf, readTalkSearch } from './talk-search.ts';

const TOPIC = 'topic_01m7zzzzzzzzzzzzzzzzzzzzzz';

describe('the address of what they talk about', () => {
  it('keeps what makes sense and drops the rest', () => {
    const search = { topic: TOPIC, open: 'rest', period: '28d' };
    assert.deepEqual(readTalkSearch(search), search);
    assert.deepEqual(
      readTalkSearch({ topic: 'x', open: '../..', period: 'ever', from: 'soon', other: 1 }),
      {},
    );
    assert.deepEqual(readTalkSearch({ open: TOPIC.replace('topic', 'talk') }), {
      open: TOPIC.replace('topic', 'talk'),
    });
  });

  it('means the same period for an hour', () => {
    const at = (time: string) => periodOf({}, new Date(`2026-11-22T${time}:00Z`), 'UTC');
    assert.deepEqual(at('13:05'), at('13:55'));
    assert.notDeepEqual(at('13:05'), at('14:05'));
    const { from, to } = at('13:05');
    assert.equal(to, '2026-11-22T14:00:00.000Z');
    assert.ok(Date.parse(to) - Date.parse(from) >= 6 * 86_400_000);
  });
});
