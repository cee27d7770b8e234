import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { InboundPost } from '#connectors/kit/index.ts';
import { addMember } from '#people/members/index.ts';
import { readDeflection } from '#respond/answers/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { listInbox } from '#respond/inbox/index.ts';
import { until } from '../../test/helpers/app.ts';
import { forgetUnproven } from '../respond/answers/contact/send.ts';
import { signInMember } from '../people/members/testing/sign-in.ts';
import { connectMailbox, sendFields } from './testing/contact.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
const { app } = rapport;
const owner = await rapport.staff('owner');
const stranger = rapport.browser({ address: '192.0.2.10' });
after(() => rapport.close());

const forms = async () => (await readDeflection(app, 1)).forms;
const written = (more: Record<string, string> = {}) => ({
  form: newId('form'),
  name: 'Ann',
  mail: 'Ann@customer.example',
  subject: 'My bill is wrong',
  text: 'Two lines are billed twice since March.',
  looked: '',
  ...more,
});

/** A mail to the mailbox of the form. */
const letter = (mail: string, at: number): InboundPost => ({
  type: 'post',
  origin: 'mail',
  externalId: `${at}@customer.example`,
  version: 1,
  network: 'mail',
  kind: 'message',
  visibility: 'private',
  author: { externalId: mail, handle: mail },
  text: 'Buy now',
  mentions: ['help@shop.example'],
  createdAt: new Date(),
});

/** Conversations that were begun by mail. */
async function conversations() {
  const { items } = await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 100 });
  return items.filter(({ author }) => author.network === 'mail');
}

/** The links that letters carry: without a mail server they stand in the log. */
const links: string[] = [];
mock.method(app.log, 'warn', (said: { link?: string }) => void (said.link && links.push(said.link)));
const lastTicket = (): string => new URL(links.at(-1)!).searchParams.get('ticket')!;

before(async () => {
  const account = await connectMailbox(app);
  const api = '/api/v1/answers/contact-form';
  assert.equal((await stranger.get('/contact')).status, 404, 'closed until it is opened');
  assert.equal((await sendFields(stranger, '/contact', written())).status, 404);
  assert.equal((await owner.put(api, { isOpen: true, mailAccountId: 'acc_no' })).status, 400);
  assert.equal((await owner.put(api, { isOpen: true, mailAccountId: null })).status, 400);
  assert.equal((await owner.put(api, { isOpen: true, mailAccountId: account.id })).status, 204);
  const agent = await rapport.staff('agent', undefined, '192.0.2.9');
  assert.equal((await agent.put(api, { isOpen: false, mailAccountId: null })).status, 403);
  await until('the form is open', async () => (await stranger.get('/contact')).status === 200);
});

describe('the contact form', () => {
  it('sends what a stranger wrote only once the address is proven, and only once', async () => {
    const fields = written();
    const answer = await sendFields(stranger, '/contact', fields);
    assert.equal(answer.status, 303);
    assert.match(String(answer.headers['location']), /proof=asked/);
    assert.equal((await conversations()).length, 0);
    const ticket = lastTicket();
    const look = await stranger.get(`/contact/confirm?ticket=${ticket}`);
    assert.match(String(look.body), /action="\/contact\/confirm"/);
    assert.equal((await conversations()).length, 0, 'looking sends nothing: mail programs look');
    const sent = await Promise.all(
      [1, 2, 3, 4].map(() => sendFields(stranger, '/contact/confirm', { ticket })),
    );
    assert.deepEqual(sent.map(({ status }) => status).sort(), [303, 410, 410, 410]);
    const [conversation, ...others] = await conversations();
    assert.deepEqual([others.length, conversation!.author.handle], [0, 'ann@customer.example']);
    assert.equal((await stranger.get(`/contact/confirm?ticket=${ticket}`)).status, 410);
    assert.equal((await app.db.query('select from contact_pending')).length, 0);
    assert.equal((await forms()).sent, 1);
    const kept = JSON.stringify(await app.db.query('select * from contact_forms'));
    assert.doesNotMatch(kept, /ann|customer|bill/i, 'a form tells nothing of a person');
  });

  it('refuses what cannot be answered, in the reader’s language, and keeps what was typed', async () => {
    for (const [fields, says] of [
      [{ mail: 'no address' }, /keine Mailadresse/],
      [{ mail: 'HELP@shop.example' }, /Adresse von uns/],
      [{ text: ' \n ' }, /Betreff und worum/],
      [{ text: 'x'.repeat(20_001) }, /20\.000/],
      [{ subject: '<script>alert(1)</script>', mail: '' }, /keine Mailadresse/],
    ] as const) {
      const answer = await sendFields(stranger, '/contact?lang=de', written(fields));
      assert.equal(answer.status, 400);
      assert.match(String(answer.body), says);
      assert.doesNotMatch(String(answer.body), /<script>alert/);
      if (!('text' in fields)) assert.match(String(answer.body), /billed twice/);
    }
    assert.equal((await conversations()).length, 1);
  });

  it('mails no address again and again', async () => {
    const who = rapport.browser({ address: '192.0.2.77' });
    const states: number[] = [];
    for (let n = 0; n < 6; n++)
      states.push((await sendFields(who, '/contact', written({ mail: 'victim@customer.example' }))).status);
    assert.deepEqual(states, [303, 303, 303, 303, 429, 429]);
  });

  it('is not held back with the mails of somebody who writes too many', async () => {
    const mail = 'loud@customer.example';
    await takeIn(app, { sourceId: null, items: Array.from({ length: 12 }, (_, at) => letter(mail, at)) });
    const before = (await conversations()).filter(({ author }) => author.handle === mail);
    assert.equal(before.length, 10, 'his mails are a flood');
    const who = rapport.browser({ address: '192.0.2.78' });
    await sendFields(who, '/contact', written({ mail, subject: 'My form' }));
    assert.equal((await sendFields(who, '/contact/confirm', { ticket: lastTicket() })).status, 303);
    assert.ok((await conversations()).some(({ title }) => title === 'My form'));
  });

  it('shows answers first, and counts who stopped because of them', async () => {
    const made = await owner.post('/api/v1/knowledge/articles', {
      title: 'A line is billed twice',
      body: 'Both lines show until the **end of the month**.',
      visibility: 'public',
      language: 'en',
    });
    await owner.post(`/api/v1/knowledge/articles/${made.body.id}/texts/en/publish`);
    const { url: _url, ...settings } = (await owner.get('/api/v1/knowledge/centre')).body;
    await owner.put('/api/v1/knowledge/centre', { ...settings, isOpen: true });
    const form = newId('form');
    await until('the article is found', async () =>
      JSON.stringify(
        (await stranger.get(`/contact/suggest?q=line+billed+twice&form=${newId('form')}`)).body,
      ).includes('billed'),
    );
    const before = await forms();
    const count = links.length;
    const shown = await sendFields(stranger, '/contact', written({ form }));
    assert.equal(shown.status, 200);
    assert.match(String(shown.body), /name="looked" value="yes"/);
    assert.match(String(shown.body), /Two lines are billed twice since March/);
    const [, link] = /href="(\/search\/open\?[^"]*)"/.exec(String(shown.body))!;
    assert.equal((await stranger.get(link!.replaceAll('&#38;', '&'))).status, 303);
    const stopped = await sendFields(stranger, '/contact/answered', { form });
    assert.match(String(stopped.headers['location']), /answered=yes/);
    await sendFields(stranger, '/contact/answered', { form });
    const now = await forms();
    assert.deepEqual(
      [now.begun - before.begun, now.suggested - before.suggested, now.answered, now.sent, links.length],
      [1, 1, 1, 2, count],
    );
    const anyway = written({ looked: 'yes' });
    assert.equal((await sendFields(stranger, '/contact', anyway)).status, 303);
    await sendFields(stranger, '/contact/confirm', { ticket: lastTicket() });
    await sendFields(stranger, '/contact/answered', { form: anyway.form });
    assert.deepEqual([(await forms()).answered, (await forms()).sent], [1, 3], 'what was sent stays sent');
    for (const form of ['', 'form_x', "form_'; drop table", newId('form').toUpperCase()])
      assert.equal((await sendFields(stranger, '/contact/answered', { form })).status, 303);
    assert.equal((await forms()).answered, 1);
  });

  it('sends at once what a member wrote from a proven address, with the proof of his own form only', async () => {
    const member = await app.db.transaction(() =>
      addMember(
        app,
        { handle: 'mia', displayName: 'Mia', language: 'en' },
        { mail: 'mia@customer.example', isMailVerified: true },
      ),
    );
    const mia = rapport.browser({ address: '192.0.2.20' });
    await signInMember(app, mia, member.id);
    const page = await mia.get('/contact');
    assert.equal(page.headers['cache-control'], 'private, no-store');
    const [, proof] = /name="proof" value="([^"]*)"/.exec(String(page.body))!;
    const fields = written({ mail: 'somebody-else@customer.example', looked: 'yes', name: '' });
    assert.equal((await sendFields(mia, '/contact', { ...fields, proof: 'x' })).status, 403);
    const twice = await Promise.all(
      [1, 2].map(() => sendFields(mia, '/contact', { ...fields, proof: proof! })),
    );
    assert.deepEqual(
      twice.map(({ status }) => status),
      [303, 303],
    );
    const own = (await conversations()).filter(({ author }) => author.handle?.startsWith('mia'));
    assert.deepEqual(
      own.map(({ author }) => author.displayName),
      ['Mia'],
    );
    assert.doesNotMatch(JSON.stringify(await conversations()), /somebody-else/);
  });

  it('takes files along, and no files of others', async () => {
    const boundary = 'x-boundary';
    const part = (name: string, value: string, file?: string) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file ? `; filename="${file}"\r\ncontent-type: text/plain` : ''}\r\n\r\n${value}\r\n`;
    const fields = written({ mail: 'files@customer.example', looked: 'yes' });
    const body = `${Object.entries(fields)
      .map(([name, value]) => part(name, value))
      .join(
        '',
      )}${part('file1', 'It says 80 Euro.', 'bill.txt')}${part('kept', 'file_01\nsecret.txt\nx')}--${boundary}--\r\n`;
    const who = rapport.browser({ address: '192.0.2.30' });
    const answer = await who.post('/contact', body, {
      'content-type': `multipart/form-data; boundary=${boundary}`,
    });
    assert.equal(answer.status, 303);
    const waiting = () => app.db.query(`select 1 from file_uses where owner like 'contact:%'`);
    assert.equal((await waiting()).length, 1, 'it stays as long as the link is good');
    await sendFields(who, '/contact/confirm', { ticket: lastTicket() });
    assert.deepEqual(await waiting(), []);
    const conversation = (await conversations()).find(
      ({ author }) => author.handle === 'files@customer.example',
    );
    const { body: view } = await owner.get(`/api/v1/inbox/${conversation!.id}`);
    assert.match(JSON.stringify(view), /bill\.txt/);
    assert.doesNotMatch(JSON.stringify(view), /secret\.txt/);
    await who.post('/contact', body.replace(fields.form, newId('form')), {
      'content-type': `multipart/form-data; boundary=${boundary}`,
    });
    assert.equal((await waiting()).length, 1);
    await app.db.query(`update contact_pending set expires_at = now() - interval '1 second'`);
    await forgetUnproven(app);
    assert.deepEqual(await waiting(), [], 'what was not proven in time goes with its file');
    assert.deepEqual(await app.db.query('select 1 from contact_pending'), []);
  });
});
