import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownMessageId, plusAddress, tokenOf } from '#lib/mail/index.ts';
import { keyOf } from '#platform/mail/index.ts';
import { around, DESK, mailbox, raw } from './testing/mails.ts';
import { readMail } from './to-post.ts';

const NEWS = `n${'0123456789abcdefghjkmnpqrs'}`;
const token = tokenOf(NEWS, keyOf(mailbox).sign);
const PASS = { 'Authentication-Results': 'mx.shop.example; dmarc=pass header.from=customer.example' };
const read = (fields: Record<string, string>, body?: string) => readMail(raw(fields, body), around());

describe('an answer by mail to what a member was told', () => {
  it('is handed over with its new words only, by signed address or by the ids it refers to', async () => {
    const body = 'Thanks, that works.\r\n\r\nOn Sunday, Lumora wrote:\r\n> Hold the button\r\n';
    const messageId = ownMessageId(token, 'abc', 'shop.example');
    for (const fields of [
      { To: plusAddress(DESK, token) },
      { To: 'Somebody <x@y.example>', Cc: plusAddress(DESK, token).toUpperCase() },
      { 'Delivered-To': plusAddress(DESK, token) },
      { 'In-Reply-To': `<${messageId}>` },
      { References: `<other@x.example> <${messageId}>` },
    ] as Record<string, string>[]) {
      const answer = await read({ ...PASS, ...fields }, body);
      assert.ok('answer' in answer, JSON.stringify(fields));
      const { ref, from, isGenuine, text, messageId: id } = answer.answer;
      assert.deepEqual(
        [ref, from, isGenuine, text, id],
        [NEWS, 'ann@customer.example', true, 'Thanks, that works.', 'a@customer.example'],
      );
    }
  });

  it('is told apart from one whose sender nobody proved, from forged addresses, and from machines', async () => {
    const to = { To: plusAddress(DESK, token) };
    const verdict = async (results: Record<string, string>) => {
      const answer = await read({ ...to, ...results });
      assert.ok('answer' in answer);
      return answer.answer.isGenuine;
    };
    assert.equal(await verdict({}), undefined);
    const failed = 'mx.shop.example; dmarc=fail header.from=customer.example';
    assert.equal(await verdict({ 'Authentication-Results': failed }), false);
    const foreign = 'mx.elsewhere.example; dmarc=pass header.from=customer.example';
    assert.equal(await verdict({ 'Authentication-Results': foreign }), undefined, 'another server says so');
    for (const forged of [`${token.slice(0, -1)}a`.replace(token, 'x'), `n${'0'.repeat(36)}`, token.slice(1)])
      assert.ok('item' in (await read({ To: plusAddress(DESK, forged) })), forged);
    for (const fields of [
      { 'Auto-Submitted': 'auto-replied' },
      { 'Auto-Submitted': 'auto-generated' },
      { Precedence: 'bulk' },
      { 'Return-Path': '<>', Subject: 'Out of office' },
    ] as Record<string, string>[])
      assert.ok('isKnown' in (await read({ ...to, ...PASS, ...fields })), JSON.stringify(fields));
  });
});
