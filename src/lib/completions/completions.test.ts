import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionHeaders, completionsUrl, readCompletion } from './index.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const answer = (content: string, more: object = {}) =>
  bytes({ choices: [{ message: { content } }], ...more });

test('an endpoint is asked below its address, with its key if it has one', () => {
  for (const base of ['https://ai.example/v1', 'https://ai.example/v1/', 'https://ai.example/v1///'])
    assert.equal(completionsUrl(base), 'https://ai.example/v1/chat/completions');
  assert.deepEqual(completionHeaders(null), { 'content-type': 'application/json' });
  assert.equal(completionHeaders('k')['authorization'], 'Bearer k');
});

test('the JSON that a model wrote is read, also between marks of code', () => {
  for (const content of ['{"a":1}', '```json\n{"a":1}\n```', ' ```\n{"a":1}```  '])
    assert.deepEqual(readCompletion(answer(content), 0, 100).said, { a: 1 }, content);
  for (const content of ['', 'Sure! {"a":1}', '```json {"a":1}', '{'])
    assert.deepEqual(
      [readCompletion(answer(content), 0, 100).isCompletion, readCompletion(answer(content), 0, 100).said],
      [true, undefined],
      content,
    );
});

test('tokens are as the endpoint tells, and reckoned where it does not or tells nonsense', () => {
  assert.equal(readCompletion(answer('{}', { usage: { total_tokens: 7 } }), 400, 100).tokens, 7);
  const silent = answer('{}');
  assert.equal(readCompletion(silent, 400, 100).tokens, Math.ceil((silent.length + 400) / 4));
  for (const total of [-1, 1.5, 1e12, 'many']) {
    const { isCompletion, tokens } = readCompletion(
      answer('{}', { usage: { total_tokens: total } }),
      400,
      100,
    );
    assert.ok(!isCompletion && tokens > 100, String(total));
  }
});

test('whatever else is answered is no completion, and never throws', () => {
  const odd = [bytes(null), bytes([]), bytes({ choices: [] }), bytes({ choices: [{ message: {} }] })];
  const broken = [new Uint8Array(), new Uint8Array([0xff, 0xfe]), new TextEncoder().encode('<html>')];
  for (const body of [...odd, ...broken, answer(`"${'x'.repeat(101)}"`)])
    assert.deepEqual(
      { ...readCompletion(body, 0, 100), tokens: 0 },
      { isCompletion: false, said: undefined, tokens: 0 },
    );
});
