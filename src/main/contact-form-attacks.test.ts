import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import {
  addMember,
  eraseMembers,
  type PublicSearch,
  publicSearchPort,
  setMemberState,
} from '#people/members/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { readDeflection } from '#respond/answers/index.ts';
import { listInbox } from '#respond/inbox/index.ts';
import { until } from '../../test/helpers/app.ts';
import { HOSTILE_TEXTS } from '../../test/helpers/hostile-texts.ts';
import { signInMember } from '../people/members/testing/sign-in.ts';
import { connectMailbox, FORM_TYPE, sendFields } from './testing/contact.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer({ filesMaxBytes: 2000 });
const { app } = rapport;
const people = await rapport.everyRole();
const owner = people.get('owner')!;
after(() => rapport.close());

const SETTINGS = '/api/v1/answers/contact-form';
const FACTS = '/api/v1/answers/facts';
let places = 0;
/** Somebody who was never here; requests are counted by address. */
const somebody = () => rapport.browser({ address: `198.51.100.${++places}` });
const written = (more: Record<string, string> = {}) => ({
  form: newId('form'),
  name: 'Ann',
  mail: `ann${places}@customer.example`,
  subject: 'My bill is wrong',
  text: 'Two lines are billed twice since March.',
  looked: 'yes',
  ...more,
});
const letters: { link: string; subject: string }[] = [];
mock.method(app.log, 'warn', (said: { link?: string }, subject: string) => {
  if (said.link) letters.push({ link: said.link, subject });
});
const ticketOf = (letter: { link: string } | undefined) => new URL(letter!.link).searchParams.get('ticket')!;
async function ask(fields: Record<string, string>): Promise<string> {
  assert.equal((await sendFields(somebody(), '/contact', fields)).status, 303);
  return ticketOf(letters.at(-1));
}
const confirm = (ticket: string) => sendFields(somebody(), '/contact/confirm', { ticket });
async function conversationsOf(mail: string) {
  const { items } = await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 100 });
  return items.filter(({ author }) => author.handle === mail.toLowerCase());
}
const pending = async () => (await app.db.query('select from contact_pending')).length;
const sent = async () => (await readDeflection(app, 1)).forms.sent;

let account = { id: '' };
const open = { isOpen: true, mailAccountId: '' };
before(async () => {
  account = await connectMailbox(app);
  open.mailAccountId = account.id;
  assert.equal((await owner.put(SETTINGS, open)).status, 204);
});

describe('who may open the form and read what became of it', () => {
  it('is what the role says, and nobody from outside', async () => {
    for (const [role, who] of people) {
      const mayChange = role === 'owner' || role === 'admin';
      assert.equal((await who.put(SETTINGS, open)).status, mayChange ? 204 : 403, role);
      assert.equal((await who.get(SETTINGS)).status, 200, role);
      assert.equal((await who.get(FACTS)).status, 200, role);
    }
    for (const path of [SETTINGS, FACTS]) assert.equal((await somebody().get(path)).status, 401);
    assert.equal((await somebody().put(SETTINGS, open)).status, 401);
  });

  it('is what the permission of a token says, and no more', async () => {
    for (const scope of ['answers.read', 'answers.set-up', 'knowledge.read']) {
      const { body } = await owner.post('/api/v1/me/tokens', { name: scope, scopes: [scope] });
      const token = { authorization: `Bearer ${body.token}`, origin: '', 'sec-fetch-site': '' };
      const [reads, sets] = [scope === 'answers.read', scope === 'answers.set-up'];
      assert.equal((await somebody().get(FACTS, token)).status, reads ? 200 : 403, scope);
      assert.equal((await somebody().get(SETTINGS, token)).status, reads ? 200 : 403, scope);
      assert.equal((await somebody().send('PUT', SETTINGS, open, token)).status, sets ? 204 : 403, scope);
    }
  });

  it('refuses what is no setting and changes nothing', async () => {
    for (const body of [
      {},
      { isOpen: 'yes', mailAccountId: account.id },
      { isOpen: true, mailAccountId: ['x'] },
      { isOpen: true, mailAccountId: 'x'.repeat(65) },
      { isOpen: true, mailAccountId: `${account.id}\u0000` },
      { isOpen: true, mailAccountId: account.id.toUpperCase() },
    ])
      assert.equal((await owner.put(SETTINGS, body)).status, 400, JSON.stringify(body));
    for (const days of ['0', '-1', '401', '1.5', 'x', '1e9'])
      assert.equal((await owner.get(`${FACTS}?days=${days}`)).status, 400, days);
    const { body } = await owner.get(SETTINGS);
    assert.deepEqual([body.isOpen, body.mailAccountId], [true, account.id]);
  });
});

describe('what a stranger wrote', () => {
  it('arrives once of 64 who follow the link at once, and each of 6 forms that come at once', async () => {
    const ticket = await ask(written({ mail: 'many@customer.example' }));
    const all = await Promise.all(Array.from({ length: 64 }, () => confirm(ticket)));
    assert.deepEqual(
      [...Map.groupBy(all, ({ status }) => status)].map(([status, some]) => [status, some.length]).sort(),
      [
        [303, 1],
        [410, 63],
      ],
    );
    const before = letters.length;
    await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        sendFields(somebody(), '/contact', written({ mail: `many${at}@customer.example` })),
      ),
    );
    const tickets = letters.slice(before).map(ticketOf);
    assert.equal(new Set(tickets).size, 6);
    const states = await Promise.all(tickets.map(async (one) => (await confirm(one)).status));
    assert.deepEqual(new Set(states), new Set([303]));
    for (let at = 0; at < 6; at++)
      assert.equal((await conversationsOf(`many${at}@customer.example`)).length, 1);
    assert.equal((await conversationsOf('many@customer.example')).length, 1);
  });

  it('waits where the form is closed meanwhile, and is sent by the same link once it is open again', async () => {
    const ticket = await ask(written({ mail: 'waits@customer.example' }));
    await owner.put(SETTINGS, { isOpen: false, mailAccountId: account.id });
    const refused = await confirm(ticket);
    assert.equal(refused.status, 404);
    assert.match(String(refused.headers['content-type']), /html/);
    assert.match(String(refused.body), /The contact form is closed/);
    assert.equal(await pending(), 1);
    await owner.put(SETTINGS, open);
    assert.equal((await confirm(ticket)).status, 303);
    assert.equal((await conversationsOf('waits@customer.example')).length, 1);
  });

  it('is kept with its link where storing it fails in the middle', async () => {
    const ticket = await ask(written({ mail: 'broken@customer.example' }));
    const count = await sent();
    const breaks = mock.method(app.bus, 'publish', () => Promise.reject(new Error('the channel is gone')));
    const refused = await confirm(ticket);
    breaks.mock.restore();
    assert.equal(refused.status, 500);
    assert.deepEqual([await pending(), await sent()], [1, count]);
    assert.deepEqual(await conversationsOf('broken@customer.example'), []);
    assert.equal((await confirm(ticket)).status, 303);
    assert.equal((await conversationsOf('broken@customer.example')).length, 1);
  });

  it('is told to be refused on a page, in words, where it may not be taken', async () => {
    const fields = written({ mail: 'gone@customer.example' });
    const ticket = await ask(fields);
    const externalId = `contact.${fields.form}@shop.example`;
    await takeIn(app, {
      sourceId: null,
      items: [{ type: 'delete', origin: 'mail', externalId, version: 2 }],
    });
    const refused = await confirm(ticket);
    assert.equal(refused.status, 409);
    assert.match(String(refused.headers['content-type']), /html/);
    assert.match(String(refused.body), /It was not sent/);
    await app.db.query('delete from contact_pending');
  });

  it('is sent as it was written last, by the newest link only, and by none after a day', async () => {
    const fields = written({ mail: 'twice@customer.example' });
    const first = await ask(fields);
    const second = await ask({ ...fields, subject: 'My bill is right' });
    assert.equal((await confirm(first)).status, 410);
    await app.db.query(`update contact_pending set expires_at = now() - interval '1 second'`);
    assert.equal((await somebody().get(`/contact/confirm?ticket=${second}`)).status, 410);
    assert.equal((await confirm(second)).status, 410);
    await app.db.query(`update contact_pending set expires_at = now() + interval '1 second'`);
    assert.equal((await confirm(second)).status, 303);
    const [only, ...others] = await conversationsOf('twice@customer.example');
    assert.equal(others.length, 0);
    assert.match(JSON.stringify((await owner.get(`/api/v1/inbox/${only!.id}`)).body), /My bill is right/);
  });

  it('is led by no link that was not mailed', async () => {
    await ask(written({ mail: 'quiet@customer.example' }));
    const [row] = await app.db.query<{ secret_hash: string }>('select secret_hash from contact_pending');
    for (const ticket of ['', 'x', row!.secret_hash, 'x'.repeat(9000), '\u0000', '%', "' or 1=1 --"]) {
      assert.equal((await confirm(ticket)).status, 410);
      const look = await somebody().get(`/contact/confirm?${new URLSearchParams({ ticket }).toString()}`);
      assert.ok(look.status === 410 || look.status === 414, String(look.status));
    }
    assert.equal(await pending(), 1);
    await app.db.query('delete from contact_pending');
  });

  it('puts no line into the letter that proves the address, and no HTML into the console', async () => {
    const before = letters.length;
    await ask(
      written({
        subject: 'Bill\r\nBcc: everybody@shop.example\u0000\u2028X: y',
        name: 'Ann\r\nBcc: x@shop.example\u0007',
        mail: 'lines@customer.example',
      }),
    );
    assert.doesNotMatch(
      letters[before]!.subject,
      /[\r\n\u2028\p{Cc}]|Bill|everybody/u,
      'nothing that a stranger wrote',
    );
    assert.equal((await confirm(ticketOf(letters[before]))).status, 303);
    const [only] = await conversationsOf('lines@customer.example');
    assert.doesNotMatch(only!.author.displayName ?? '', /[\r\n\p{Cc}]/u, 'a name is one line');
    for (const mail of [
      'a@b.example\r\nBcc: c@d.example',
      'a@b.example,c@d.example',
      'Ann <a@b.example>',
      `${'a'.repeat(250)}@b.example`,
      'a@b',
      '@b.example',
    ])
      assert.equal((await sendFields(somebody(), '/contact', written({ mail }))).status, 400, mail);
    assert.equal(letters.length, before + 1);
  });

  it('stands on the page again as text, whatever it was', async () => {
    for (const text of HOSTILE_TEXTS.slice(0, 24)) {
      const answer = await sendFields(
        somebody(),
        '/contact',
        written({ text, subject: text, name: text, mail: '' }),
      );
      assert.equal(answer.status, 400, text);
      const page = String(answer.body);
      assert.doesNotMatch(
        page,
        /<(?:script|img|svg|iframe|math)\b(?![^>]*\/contact\/contact\.js|[^>]*\/search\/)[^>]*fire/i,
      );
    }
  });

  it('keeps its text where a file is too large, and says so on the page', async () => {
    const boundary = 'x-boundary';
    const part = (name: string, value: string, file = '') =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
    const fields = Object.entries(written({ mail: 'large@customer.example' }));
    const body = `${fields.map(([name, value]) => part(name, value)).join('')}${part('file1', 'x'.repeat(2001), '; filename="big.txt"')}--${boundary}--\r\n`;
    const answer = await somebody().post('/contact', body, {
      'content-type': `multipart/form-data; boundary=${boundary}`,
    });
    assert.equal(answer.status, 413);
    assert.match(String(answer.headers['content-type']), /html/);
    assert.match(String(answer.body), /A file is too large/);
    assert.match(String(answer.body), /billed twice since March/);
    assert.equal(await pending(), 0);
  });
});

describe('what a member wrote', () => {
  const join = async (handle: string, isMailVerified = true) => {
    const member = await app.db.transaction(() =>
      addMember(
        app,
        { handle, displayName: handle, language: 'en' },
        { mail: `${handle}@customer.example`, isMailVerified },
      ),
    );
    const browser = somebody();
    await signInMember(app, browser, member.id);
    const page = String((await browser.get('/contact')).body);
    return { id: member.id, browser, proof: /name="proof" value="([^"]*)"/.exec(page)?.[1] ?? '' };
  };

  it('is sent by nobody else’s proof, and by none from another site', async () => {
    const [mia, tom] = [await join('mia'), await join('tom')];
    const fields = written();
    assert.equal((await sendFields(mia.browser, '/contact', { ...fields, proof: tom.proof })).status, 403);
    const other = await mia.browser.post(
      '/contact',
      new URLSearchParams({ ...fields, proof: mia.proof }).toString(),
      { ...FORM_TYPE, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    );
    assert.equal(other.status, 403);
    assert.deepEqual(await conversationsOf('mia@customer.example'), []);
    assert.equal((await sendFields(mia.browser, '/contact', { ...fields, proof: mia.proof })).status, 303);
    assert.equal((await conversationsOf('mia@customer.example')).length, 1);
    assert.deepEqual(await conversationsOf('tom@customer.example'), []);
  });

  it('waits for the proof of an address that was never proven', async () => {
    const { browser, proof } = await join('una', false);
    const fields = written({ mail: 'una@customer.example', proof });
    const answer = await sendFields(browser, '/contact', fields);
    assert.match(String(answer.headers['location']), /proof=asked/);
    assert.deepEqual(await conversationsOf('una@customer.example'), []);
    assert.equal(await pending(), 1);
    await app.db.query('delete from contact_pending');
  });

  it('comes from no account any more once it is suspended or erased: it is a stranger’s, and waits for proof', async () => {
    const [sus, era] = [await join('sus'), await join('era')];
    await setMemberState(app, systemActor, sus.id, { state: 'suspended', reason: 'Spam', until: null });
    await eraseMembers(app, [era.id]);
    for (const [handle, { browser, proof }] of [
      ['sus', sus],
      ['era', era],
    ] as const) {
      const mail = `${handle}@customer.example`;
      const answer = await sendFields(browser, '/contact', written({ mail, proof }));
      assert.match(String(answer.headers['location']), /proof=asked/, handle);
      assert.deepEqual(await conversationsOf(mail), []);
    }
    await app.db.query('delete from contact_pending');
  });
});

it('an answer that the form showed opens and counts, though something else of the site answers better', async () => {
  const kindOf = (kind: string, isAnswer: boolean, fit: number): PublicSearch => ({
    kind,
    isAnswer,
    label: () => kind,
    search: async () => [
      {
        id: `${kind}1`,
        title: 'Billed twice',
        path: `/${kind}/1`,
        text: 'So it goes.',
        fit,
        words: ['billed'],
      },
    ],
    titles: async () => new Map(),
  });
  app.provide(publicSearchPort, [kindOf('article', true, 0.35), kindOf('idea', false, 1)]);
  const form = newId('form');
  const subject = `${' '.repeat(280)}Billed twice`;
  const page = await sendFields(somebody(), '/contact', written({ form, subject, looked: '' }));
  assert.equal(page.status, 200);
  const links = [...String(page.body).matchAll(/href="(\/search\/open\?[^"]*)"/g)];
  assert.equal(links.length, 1, 'an idea answers nothing');
  const path = links[0]![1]!.replaceAll('&#38;', '&').replaceAll('&amp;', '&');
  const opened = await Promise.all([1, 2, 3].map(() => somebody().get(path)));
  for (const answer of opened) assert.equal(answer.headers['location'], '/article/1');
  const [row] = await app.db.query<{ opened: number }>('select opened from contact_forms where id = $1', [
    form,
  ]);
  assert.equal(row!.opened, 3);
  await until('it is told', async () => (await readDeflection(app, 1)).totals.opened >= 3);
  for (const lang of ['de-99', 'en-abcd-abcd', 'EN', 'xx', 'de-at', 'en\u0000', '../en']) {
    const found = await somebody().get(`/search?${new URLSearchParams({ q: 'billed', lang }).toString()}`);
    assert.equal(found.status, 200, lang);
    assert.match(String(found.body), /<html lang="(?:en|de-AT)"/, lang);
  }
});
