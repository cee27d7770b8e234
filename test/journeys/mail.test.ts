import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { readBytes } from '#platform/files/index.ts';
import { passHold } from '../../src/respond/approvals/testing/wire.ts';
import { ANN, BEN, CARE, DESK, LOGIN, type MailDesk, openMailDesk, until } from '../helpers/mail-desk.ts';
import { buildScreens } from '../helpers/chromium.ts';
import { whyNoMailServers } from '../helpers/mail-servers.ts';
import { SECOND_LIMIT, whyNoOpenSmtpd } from '../helpers/opensmtpd.ts';
import { openSeats, type Seats } from '../helpers/seats.ts';
import { answerFirst, goesOn } from './mail-screens.ts';

const missing = whyNoMailServers();
const noSecond = missing ?? whyNoOpenSmtpd();

describe('mail, against Postfix, OpenSMTPD and Dovecot', { skip: missing ?? false }, () => {
  let desk: MailDesk;
  let servers: MailDesk['servers'];
  let rapport: MailDesk['rapport'];
  let agent: MailDesk['agent'];
  let source: MailDesk['source'];
  let seats: Seats;
  before(async () => {
    await buildScreens();
    desk = await openMailDesk({ isSecond: noSecond === undefined });
    ({ servers, rapport, agent, source } = desk);
    seats = await openSeats(rapport.server);
  });
  after(async () => {
    await seats?.close();
    await desk?.close();
  });
  const conversations = (...given: Parameters<MailDesk['conversations']>) => desk.conversations(...given);
  const open = (...given: Parameters<MailDesk['open']>) => desk.open(...given);
  const titled = (...given: Parameters<MailDesk['titled']>) => desk.titled(...given);
  const arrives = (...given: Parameters<MailDesk['arrives']>) => desk.arrives(...given);
  const reply = (...given: Parameters<MailDesk['reply']>) => desk.reply(...given);
  const sent = (...given: Parameters<MailDesk['sent']>) => desk.sent(...given);
  const mailTo = (...given: Parameters<MailDesk['mailTo']>) => desk.mailTo(...given);
  const field = (...given: Parameters<MailDesk['field']>) => desk.field(...given);

  it('a thread survives a changed subject, and the answer stands in it once', async () => {
    await servers.swaks({
      from: ANN,
      to: DESK,
      subject: 'My lamp is broken',
      body: 'It flickers.\n-- \nAnn Bell',
      headers: { From: `Ann Bell <${ANN}>`, 'Message-Id': '<lamp1@customer.example>' },
    });
    const [mailbox] = (await agent.get('/api/v1/brand/accounts')).body.items;
    assert.equal(mailbox.signature, 'Your Shop', 'whoever writes sees what goes below');
    const lamp = await arrives('My lamp is broken');
    assert.equal(lamp.thread[0].text, 'It flickers.');
    assert.equal(lamp.thread[0].isPrivate, true);
    assert.equal(lamp.author.displayName, 'Ann Bell');
    const seat = await seats.seat(agent);
    await answerFirst(
      seat,
      { from: 'Ann Bell', said: 'It flickers.' },
      'Please send a **photo** <b>of it</b>.',
    );
    await passHold(rapport.app);
    const written = (await agent.get(`/api/v1/inbox/${lamp.id}/replies`)).body.items;
    const receipt = (await sent(written.at(-1).id)).receipt;
    const [mail] = await mailTo(ANN, 'photo');
    assert.equal(field(mail!, 'In-Reply-To'), '<lamp1@customer.example>');
    assert.equal(field(mail!, 'Message-ID'), `<${receipt.externalId}>`);
    assert.equal(field(mail!, 'Subject'), 'Re: My lamp is broken');
    assert.match(mail!, /<strong>photo<\/strong>/);
    assert.match(mail!, /Your Shop/);
    assert.match(field(mail!, 'Reply-To'), /help\+r[0-9a-z]{36}@shop\.example/);
    // Another subject, only our id; then another program that drops ids, to the plus-address.
    await servers.swaks({
      from: ANN,
      to: DESK,
      subject: 'Photos',
      body: 'Here it is.\n\nOn Sunday, Shop Care wrote:\n> Please send a photo',
      headers: { 'In-Reply-To': `<${receipt.externalId}>` },
    });
    await servers.swaks({
      from: ANN,
      to: field(mail!, 'Reply-To').replace(/.*<|>.*/g, ''),
      subject: 'And one more',
      body: 'By another program.',
    });
    await until('all are in the thread', async () => (await open(lamp.id)).thread.length === 4, 30_000);
    const after = await open(lamp.id);
    assert.deepEqual(
      after.thread.map((post: { text: string }) => post.text),
      ['It flickers.', 'Please send a **photo** <b>of it</b>.', 'Here it is.', 'By another program.'],
    );
    assert.equal((await mailTo(ANN, 'photo')).length, 1, 'it was sent once');
    await goesOn(seat, ['It flickers.', 'Here it is.', 'By another program.'], 'A new one is on its way.');
    await passHold(rapport.app);
    const [last, ...more] = await mailTo(ANN, 'new one is on its way');
    assert.deepEqual(more, []);
    assert.equal(field(last!, 'Subject'), 'Re: And one more');
    assert.notEqual(field(last!, 'In-Reply-To'), '<lamp1@customer.example>', 'the last word is answered');
    // A stranger with the same subject, even with a token that he made up, is somebody else.
    await servers.swaks({ from: BEN, to: DESK, subject: 'My lamp is broken', body: 'Mine too.' });
    await servers.swaks({
      from: BEN,
      to: `help+r${'0'.repeat(36)}@shop.example`,
      subject: 'Forged',
      body: 'Let me in.',
    });
    await arrives('Forged');
    assert.equal((await open(lamp.id)).thread.length, 5);
    assert.equal(
      (await conversations()).filter(({ title }) => title === 'My lamp is broken').length,
      2 - 1 + (after.title === 'My lamp is broken' ? 1 : 0),
    );
  });

  it('pictures and files come and go along; what is too large is refused plainly', async () => {
    const photo = readFileSync(new URL('../../src/lib/images/fixtures/photo.jpg', import.meta.url));
    const html =
      '<p>See <img src="cid:pic1"> <img src="https://spy.example/x.gif"><script>alert(1)</script></p>';
    const data = [
      `From: ${BEN}`,
      `To: ${DESK}`,
      'Subject: Damage',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary=b1',
      '',
      '--b1',
      'Content-Type: text/html',
      '',
      html,
      '--b1',
      'Content-Type: image/jpeg; name="door.jpg"',
      'Content-ID: <pic1>',
      'Content-Disposition: inline; filename="door.jpg"',
      'Content-Transfer-Encoding: base64',
      '',
      photo.toString('base64').replaceAll(/(.{76})/g, '$1\n'),
      '--b1--',
      '',
    ].join('\n');
    await servers.swaks({ from: BEN, to: DESK, data });
    const damage = await arrives('Damage');
    const [post] = damage.thread;
    assert.equal(post.media.length, 1);
    assert.equal(post.media[0].kind, 'image');
    assert.match(post.html, new RegExp(`<img src="${post.media[0].url}"`));
    assert.doesNotMatch(post.html, /spy\.example|script/);
    const kept = await readBytes(rapport.app, post.media[0].fileId);
    assert.ok(!Buffer.from(kept).includes('Lumen'), 'nobody is told where it was taken');
    const upload = await agent.post(
      '/api/v1/files?name=form.txt&purpose=reply',
      Buffer.from('fill this in'),
      { 'content-type': 'application/octet-stream' },
    );
    const id = await reply(damage, 'Please fill in the form.', {
      fileIds: [upload.body.id],
      envelope: { cc: [ANN], subject: 'Your damage report' },
    });
    const shown = await sent(id);
    assert.deepEqual([shown.state, shown.files.length, shown.envelope.cc], ['sent', 1, [ANN]]);
    const [mail] = await mailTo(BEN, 'fill in the form');
    assert.match(mail!, /filename=form\.txt/);
    assert.equal(field(mail!, 'Subject'), 'Re: Your damage report');
    assert.equal((await mailTo(ANN, 'fill in the form')).length, 1);
    const big = await agent.post('/api/v1/files?name=film.mp4', Buffer.alloc(26 * 1024 ** 2, 7), {
      'content-type': 'application/octet-stream',
    });
    assert.deepEqual([big.status, big.body.error.code], [413, 'file.too_large']);
    await servers.swaks({
      from: BEN,
      to: DESK,
      subject: 'A film',
      body: 'See the film.',
      attach: [
        { name: 'film.bin', bytes: Buffer.alloc(26 * 1024 ** 2, 7), type: 'application/octet-stream' },
      ],
    });
    const film = await arrives('A film');
    assert.equal(film.thread[0].media.length, 0);
    assert.match(JSON.stringify(film.thread[0].remarks), /“film\.bin” was left out.*larger than the 25 MB/);
  });

  it('a mail that comes back is told to who wrote it, and opens the conversation again', async () => {
    await servers.swaks({ from: 'carl@refused.example', to: DESK, subject: 'Call me', body: 'Please.' });
    const call = await arrives('Call me');
    const id = await reply(call, 'We call you at noon.', { thenStatus: 'done' });
    assert.equal((await sent(id)).state, 'sent');
    await until(
      'it came back',
      async () => (await agent.get(`/api/v1/replies/${id}`)).body.deliveries.length > 0,
      30_000,
    );
    const [delivery] = (await agent.get(`/api/v1/replies/${id}`)).body.deliveries;
    assert.equal(delivery.state, 'bounced');
    assert.equal(delivery.recipient, 'carl@refused.example');
    assert.match(delivery.reason, /There is nobody of that name.*5\.1\.1/);
    const after = await open(call.id);
    assert.deepEqual([after.status, after.outgoing], ['open', 'failed']);
    assert.match(JSON.stringify(after.activity), /got the reply back/);
    assert.equal(
      (await conversations()).filter(({ author }) => /mailer-daemon/i.test(author.handle)).length,
      0,
      'the report is no conversation',
    );
  });

  it('an address that the server refuses at once is said, and nobody else gets the mail', async () => {
    await servers.swaks({ from: ANN, to: DESK, subject: 'For my son', body: 'Write to him.' });
    const son = await arrives('For my son');
    const id = await reply(son, 'A letter for nobody.', {
      envelope: { to: ['son@unknown.example'], cc: [ANN] },
    });
    const shown = await sent(id);
    assert.equal(shown.state, 'failed');
    assert.match(shown.problem, /did not take it: 550 5\.1\.1.*no such domain/);
    const everywhere = [...(await servers.mailsOf(ANN)), ...(await servers.mailsOf(DESK))];
    assert.equal(everywhere.filter((mail) => mail.includes('A letter for nobody')).length, 0);
  });

  it(
    'what another server (OpenSMTPD) refuses, keeps or sends back is told of the right reply',
    {
      skip: noSecond ?? false,
    },
    async () => {
      await servers.swaks({ from: ANN, to: CARE, subject: 'Four letters', body: 'Write to all of them.' });
      const letters = await arrives('Four letters');
      const write = (to: string, more: object = {}) =>
        reply(letters, `A letter for ${to}.`, { accountId: desk.care, envelope: { to: [to] }, ...more });
      const upload = await agent.post(
        '/api/v1/files?name=plan.bin&purpose=reply',
        Buffer.alloc(SECOND_LIMIT),
        {
          'content-type': 'application/octet-stream',
        },
      );
      const ids = {
        gone: await write('gone@refused.example'),
        full: await write('full@second.example'),
        nobody: await write('nobody@second.example'),
        large: await write('ann@customer.example', { fileIds: [upload.body.id] }),
      };
      const shown = async (id: string) => (await agent.get(`/api/v1/replies/${id}`)).body;
      const states = async (id: string): Promise<string[]> =>
        (await shown(id)).deliveries.map(({ state }: { state: string }) => state);
      for (const [id, problem] of [
        [ids.nobody, /did not take it: 550 .*nobody@second\.example/],
        [ids.large, /did not take it: 5\d\d .*(size|large|big)/i],
      ] as const) {
        const refused = await sent(id);
        assert.equal(refused.state, 'failed');
        assert.match(refused.problem, problem);
      }
      await until('one came back', async () => (await states(ids.gone)).includes('bounced'), 15_000);
      const [gone] = (await shown(ids.gone)).deliveries;
      assert.deepEqual([gone.state, gone.recipient], ['bounced', 'gone@refused.example']);
      assert.match(gone.reason, /^550 5\.1\.1 There is nobody of that name \(5\.1\.1\)$/);
      await until('one waits', async () => (await states(ids.full)).length > 0, 15_000);
      const [full] = (await shown(ids.full)).deliveries;
      assert.deepEqual([full.state, full.recipient], ['delayed', 'full@second.example']);
      assert.match(full.reason, /mailbox is full|exited abnormally/);
      assert.equal((await shown(ids.full)).state, 'sent');
      assert.equal((await states(ids.gone)).length, 1);
    },
  );

  it('an answering machine is shown and wakes nobody; nobody speaks as us', async () => {
    await servers.swaks({
      from: ANN,
      to: DESK,
      subject: 'Question',
      body: 'When do you open?',
      headers: { 'Message-Id': '<q1@customer.example>' },
    });
    const question = await arrives('Question');
    const id = await reply(question, 'At nine.', { thenStatus: 'done' });
    const { receipt } = await sent(id);
    await servers.swaks({
      from: ANN,
      to: DESK,
      subject: 'Out of office',
      body: 'I am away.',
      headers: { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': `<${receipt.externalId}>` },
    });
    await until('it is shown', async () => (await open(question.id)).thread.length === 3, 30_000);
    const after = await open(question.id);
    assert.equal(after.status, 'done');
    assert.match(
      JSON.stringify(after.thread.find((post: { text: string }) => post.text === 'I am away.').remarks),
      /answering machine/,
    );
    await servers.swaks({
      from: DESK,
      to: DESK,
      subject: 'We pay everybody',
      body: 'Signed: the shop',
      headers: { 'In-Reply-To': '<q1@customer.example>' },
    });
    await until(
      'the forgery is a customer’s word',
      async () => (await conversations()).some(({ title }) => title === 'We pay everybody'),
      30_000,
    );
    const forged = await open((await titled('We pay everybody'))!.id);
    assert.equal(
      forged.thread.find((post: { title: string }) => post.title === 'We pay everybody').isOwn,
      false,
    );
    assert.match(JSON.stringify(forged.thread), /It may not be from help@shop\.example/);
  });

  it('nothing is lost or doubled when the server is away and numbers its mail anew', async () => {
    const count = async () =>
      (await rapport.app.db.query("select 1 from posts where origin = 'mail'")).length;
    const before = await count();
    await servers.stopImap();
    await servers.renumber(DESK);
    await servers.swaks({ from: BEN, to: DESK, subject: 'While you were away', body: 'Hello?' });
    await servers.startImap();
    await agent.post(`/api/v1/sources/${source}/read-now`);
    await arrives('While you were away');
    assert.equal(await count(), before + 1);
  });

  it('a mailbox is entered by tokens, which are renewed; what is taken back is said, and nothing is lost meanwhile', async () => {
    const { provider, settings } = desk;
    const { authorizeUrl, tokenUrl, clientId, secret } = provider;
    const signIn = async (more: object) => {
      const asked = { network: 'mail', identifier: LOGIN, memo: 'read', ...more };
      const begun = await agent.post('/api/v1/brand/sign-ins', asked);
      assert.equal(begun.status, 201, JSON.stringify(begun.body));
      const back = await provider.visit(begun.body.url);
      const done = await agent.post('/api/v1/brand/sign-ins/finish', back);
      assert.equal(done.status, 200, JSON.stringify(done.body));
      assert.deepEqual([done.body.memo, done.body.account.state], ['read', 'connected']);
      const twice = await agent.post('/api/v1/brand/sign-ins/finish', back);
      assert.equal(twice.body.error.code, 'account.sign_in_over');
    };
    const oauth = { authorizeUrl, tokenUrl, clientId, scope: 'imap' };
    const nowhere = { network: 'mail', identifier: LOGIN, settings };
    assert.equal((await agent.post('/api/v1/brand/sign-ins', nowhere)).body.error.code, 'account.refused');
    await signIn({ password: secret, settings: { ...settings, oauth } });
    const config = { mailbox: LOGIN, folders: ['INBOX'], days: 7 };
    await agent.post('/api/v1/sources', { kind: 'mail', name: 'Login', config });
    const standing = async () =>
      (await agent.get('/api/v1/brand/accounts')).body.items.find(
        ({ externalId }: { externalId: string }) => externalId === LOGIN,
      );
    const { id } = await standing();
    const check = async () => (await agent.post(`/api/v1/brand/accounts/${id}/check`)).body.state;
    await servers.swaks({ from: ANN, to: LOGIN, subject: 'By a token', body: 'Hello?' });
    await arrives('By a token');
    provider.endAccess();
    assert.equal(await check(), 'connected');
    assert.ok(provider.asked.includes('refresh_token'));
    provider.revoke();
    assert.equal(await check(), 'refused');
    assert.match((await standing()).problem, /Sign in again under Settings, Accounts/);
    await servers.swaks({ from: ANN, to: LOGIN, subject: 'While signed out', body: 'Hello?' });
    await signIn({});
    await arrives('While signed out');
    assert.equal((await standing()).state, 'connected');
    const kept = await rapport.app.db.query<{ credentials: string }>(
      'select credentials from brand_accounts',
    );
    assert.ok(kept.every(({ credentials }) => !credentials.includes(secret)));
  });

  it('what hostile people send is refused with its name, and the next mail comes all the same', async () => {
    let deep = 'Content-Type: text/plain\n\ndeep\n';
    for (let i = 0; i < 100; i++)
      deep = `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n${deep}\n--b${i}--\n`;
    await servers.swaks({
      from: BEN,
      to: DESK,
      data: `From: ${BEN}\nTo: ${DESK}\nSubject: Deep\nMIME-Version: 1.0\n${deep}`,
    });
    const parts = Array.from(
      { length: 5000 },
      (_, i) => `--p\nContent-Type: text/plain; name=a${i}\n\nx\n`,
    ).join('');
    await servers.swaks({
      from: BEN,
      to: DESK,
      data: `From: ${BEN}\nTo: ${DESK}\nSubject: Many\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=p\n\n${parts}--p--\n`,
    });
    await servers.swaks({ from: BEN, to: DESK, subject: 'Afterwards', body: 'Still there?' });
    await arrives('Afterwards');
    const refused = (await agent.get('/api/v1/sources/refusals')).body.items as {
      code: string;
      reason: string;
    }[];
    const reasons = refused.filter(({ code }) => code === 'mail.unreadable').map(({ reason }) => reason);
    assert.equal(reasons.length, 2, JSON.stringify(refused));
    assert.match(reasons.join(' '), /nesting/i);
    assert.match(reasons.join(' '), /300 parts/);
  });
});
