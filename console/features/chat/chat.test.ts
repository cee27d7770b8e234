import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { EXAMPLES } from './identity-examples.ts';
import { fateOf, pageWords, standingOf } from './visitor.ts';
import { asksNothing, inkOn, NEW_TEXTS, NEW_WIDGET, wishOf, withLanguages } from './wish.ts';

describe('a web chat in the console', () => {
  it('gets texts for each language, and keeps those it had', () => {
    const two = withLanguages({ ...NEW_WIDGET, texts: { en: { ...NEW_TEXTS, title: 'Ask us' } } }, [
      'en',
      ' de ',
      'en',
      '',
    ]);
    assert.deepEqual(two.languages, ['en', 'de']);
    assert.deepEqual([two.texts['en']!.title, two.texts['de']!.title], ['Ask us', 'Ask us']);
    const one = withLanguages({ ...two, texts: { ...two.texts, de: { ...NEW_TEXTS, title: 'Frag uns' } } }, [
      'de',
    ]);
    assert.deepEqual(Object.keys(one.texts), ['de']);
    assert.equal(one.texts['de']!.title, 'Frag uns');
  });

  it('is saved without what cannot be changed', () => {
    const widget = {
      ...NEW_WIDGET,
      id: 'wgt_1',
      accountId: 'ba_1',
      createdAt: '',
      formerSecretUntil: null,
      snippet: '',
      figures: { visits: 0, offline: 0, answersHelped: 0, rating: null },
    };
    assert.deepEqual(wishOf(widget), NEW_WIDGET);
  });

  it('says that it asks nothing when what was chosen is not offered any more', () => {
    assert.equal(asksNothing(['ctype_gone'], ['ctype_orders']), true);
    assert.equal(asksNothing(['ctype_gone', 'ctype_orders'], ['ctype_orders']), false);
    assert.equal(asksNothing([], ['ctype_orders']), true);
    assert.equal(asksNothing(null, ['ctype_orders']), false, 'all are asked');
  });

  it('is written on its colour so that it can be read', () => {
    assert.deepEqual(['#ffffff', '#ffeb3b', '#2c56d4', '#000000'].map(inkOn), [
      '#000000',
      '#000000',
      '#ffffff',
      '#ffffff',
    ]);
  });

  it('says what the visitor does and what becomes of our words', () => {
    const here = { kind: 'chat' as const, isOnline: true, isEnded: false };
    assert.equal(standingOf(here, null, 10_000), 'online');
    assert.equal(standingOf(here, 5000, 10_000), 'typing');
    assert.equal(standingOf(here, 1000, 10_000), 'online', 'he stopped without a word');
    assert.equal(standingOf({ ...here, isOnline: false }, 9000, 10_000), 'left');
    assert.equal(standingOf({ ...here, isEnded: true }, null, 0), 'ended');
    assert.equal(standingOf({ ...here, kind: 'offline' }, null, 0), 'offline');
    const chat = { isAnswered: true, isOnline: true, unread: 1, canMail: true, isRead: false, mailed: null };
    const mailed = { state: 'sent', at: '', problem: null };
    assert.equal(fateOf(chat), 'unread');
    assert.equal(fateOf({ ...chat, isAnswered: false }), 'none');
    assert.equal(fateOf({ ...chat, isOnline: false }), 'will-mail');
    assert.equal(fateOf({ ...chat, isOnline: false, canMail: false }), 'nowhere');
    assert.equal(fateOf({ ...chat, unread: 0, mailed }), 'mailed');
    assert.equal(fateOf({ ...chat, unread: 0, mailed: { ...mailed, state: 'bounced' } }), 'mail-trouble');
    assert.equal(fateOf({ ...chat, unread: 0, isRead: true }), 'read');
    assert.equal(pageWords({ url: 'https://shop.example/a?b', title: ' ' }), 'shop.example/a');
    assert.equal(pageWords({ url: 'https://shop.example/a', title: 'Lamps' }), 'Lamps');
  });

  it('shows an example for Node that signs what we read', async () => {
    const { code } = EXAMPLES.find(({ language }) => language === 'Node')!;
    const { chatIdentity } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      chatIdentity(customer: { id: string; email: string; name: string }, secret: string): string;
    };
    const token = chatIdentity({ id: 'c-17', email: 'ann@customer.example', name: 'Ann Müller' }, 'secret');
    const [head, body, proof] = token.split('.') as [string, string, string];
    assert.equal(proof, createHmac('sha256', 'secret').update(`${head}.${body}`).digest('base64url'));
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
      sub: string;
      exp: number;
      iat: number;
    };
    assert.deepEqual([claims.sub, claims.exp - claims.iat], ['c-17', 300]);
  });
});
