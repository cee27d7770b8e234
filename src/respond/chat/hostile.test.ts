import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { readBytes } from '#platform/files/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { readIdentity } from './identity.ts';
import { isAllowedPage, isOnline, letterOf, nameForVisitors, nearestLanguage } from './domain.ts';
import { openStage, PAGE, settings, SHOP, signed, type Stage } from './testing/stage.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const seconds = NOW.getTime() / 1000;
const codeOf = (answer: { body: { error?: { code: string } } }) => answer.body?.error?.code;

describe('what a page says of its visitor', () => {
  const claims = {
    sub: 'c-17',
    email: 'Ann@Customer.Example',
    name: ' Ann ',
    exp: seconds + 300,
    iat: seconds,
  };
  const read = (token: string, secrets = ['secret-one', 'secret-two']) => readIdentity(token, secrets, NOW);

  it('is believed when a secret of the widget signed it', () => {
    for (const secret of ['secret-one', 'secret-two'])
      assert.deepEqual(read(signed(secret, claims)), {
        sub: 'c-17',
        email: 'ann@customer.example',
        name: 'Ann',
      });
    assert.deepEqual(read(signed('secret-one', { sub: '1', exp: seconds - 30 })).name, null, 'clocks differ');
  });

  it('is refused with the reason when it is forged, over, early, lasting or no token at all', () => {
    const good = signed('secret-one', claims);
    const [head, body, proof] = good.split('.') as [string, string, string];
    const other = Buffer.from(JSON.stringify({ ...claims, sub: 'c-18' })).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const cases: [string, RegExp][] = [
      [signed('secret-three', claims), /signature/],
      [`${head}.${other}.${proof}`, /signature/],
      [`${none}.${body}.`, /HS256/],
      [signed('secret-one', claims, { alg: 'HS512' }), /HS256/],
      [signed('secret-one', claims, { alg: 'HS256', crit: ['b64'], b64: false }), /HS256/],
      [`${good}=`, /signature/],
      [`${head}.${body}.${proof.slice(0, -1)}`, /signature/],
      [signed('secret-one', { ...claims, exp: seconds - 61 }), /over/],
      [signed('secret-one', { ...claims, exp: seconds + 8 * 86_400 }), /seven days/],
      [signed('secret-one', { ...claims, iat: seconds + 120 }), /not come/],
      [signed('secret-one', { ...claims, nbf: seconds + 120 }), /not come/],
      [signed('secret-one', { ...claims, exp: undefined }), /exp/],
      [signed('secret-one', { ...claims, exp: '9999999999' }), /exp/],
      [signed('secret-one', { ...claims, sub: '' }), /sub/],
      [signed('secret-one', { ...claims, sub: 'a\u0000b' }), /sub/],
      [signed('secret-one', { ...claims, sub: '\ud800' }), /sub/],
      [signed('secret-one', { ...claims, email: 'no address' }), /email/],
      [signed('secret-one', { ...claims, name: 'x'.repeat(5000) }), /no signed token/],
      ['', /no signed token/],
      ['a.b', /no signed token/],
      ['..', /HS256/],
      ['{}.{}.{}', /HS256/],
    ];
    for (const [token, reason] of cases) assert.throws(() => read(token), reason, token.slice(0, 80));
  });
});

describe('rules of the chat', () => {
  it('let pages of the list show it, and nothing that only looks like them', () => {
    const origins = [SHOP, 'https://*.branch.example', 'http://localhost:8080'];
    const isAllowed = (url: string) => isAllowedPage(origins, 'https://care.example', url);
    for (const url of [
      `${SHOP}/x?y`,
      'https://shop.example:443/',
      'https://a.b.branch.example/',
      'http://localhost:8080/',
      'https://care.example/settings',
    ])
      assert.ok(isAllowed(url), url);
    for (const url of [
      'http://shop.example/',
      'https://shop.example.evil.example/',
      'https://shop.example@evil.example/',
      'https://evil.example/https://shop.example',
      'https://branch.example/',
      'https://xbranch.example/',
      'https://a.branch.example:8443/',
      'http://a.branch.example/',
      'http://localhost:8081/',
      'javascript:alert(1)',
      'data:text/html,x',
      'about:blank',
      'x',
      '',
    ])
      assert.ok(!isAllowed(url), url);
  });

  it('choose a language, a name, and tell who is here', () => {
    const spoken = ['en', 'de', 'pt-BR'];
    const chosen = ['de-AT', 'DE', 'pt', 'pt-PT', 'fr', ''].map((wanted) => nearestLanguage(spoken, wanted));
    assert.deepEqual(chosen, ['de', 'de', 'pt-BR', 'pt-BR', 'en', 'en']);
    const names = (['name', 'first-name', 'brand'] as const).map((how) =>
      nameForVisitors(how, 'Ana Diaz', 'Lamp Shop'),
    );
    assert.deepEqual(names, ['Ana Diaz', 'Ana', 'Lamp Shop']);
    const at = (ms: number) => new Date(NOW.getTime() + ms);
    const visit = { seenAt: at(-20_000), leftAt: null, endedAt: null };
    assert.ok(isOnline(visit, NOW));
    assert.ok(!isOnline({ ...visit, seenAt: at(-46_000) }, NOW));
    assert.ok(!isOnline({ ...visit, leftAt: at(-20_000) }, NOW), 'he said so');
    assert.ok(isOnline({ ...visit, leftAt: at(-30_000) }, NOW), 'and came back');
    assert.ok(!isOnline({ ...visit, endedAt: at(0) }, NOW));
  });

  it('write what goes by mail', () => {
    const messages = [
      { author: 'Ana', text: 'Turn it off.', files: [] },
      { author: 'Ana', text: '', files: ['plan.pdf'] },
    ];
    const letter = letterOf('You had left.', messages, `${SHOP}/lamps`);
    assert.equal(letter, `You had left.\n\nAna:\nTurn it off.\n\nAna:\n(plan.pdf)\n\n${SHOP}/lamps`);
  });
});

describe('visitors without good faith', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  const exp = () => Math.floor(Date.now() / 1000) + 300;
  const secretOf = () => stage.widget.secret!;

  it('see nothing of anybody else', async () => {
    const ann = await stage.visitor({ identity: signed(secretOf(), { sub: 'ann', exp: exp() }) });
    await ann.say('My account is 4711.');
    const forged = await stage.visitor({ identity: signed('guess', { sub: 'ann', exp: exp() }) });
    assert.deepEqual([forged.begun.status, codeOf(forged.begun)], [403, 'chat.identity']);
    // On the same machine, signed in as somebody else, with the token that is still there.
    const ben = await stage.visitor({
      token: ann.token,
      identity: signed(secretOf(), { sub: 'ben', exp: exp() }),
    });
    assert.deepEqual([ben.begun.body.messages, ben.token === ann.token], [[], false]);
    // Herself, at another machine.
    const again = await stage.visitor({ identity: signed(secretOf(), { sub: 'ann', exp: exp() }) });
    assert.deepEqual(
      [again.begun.body.messages.map((one: { text: string }) => one.text), again.begun.body.isIdentified],
      [['My account is 4711.'], true],
    );
    for (const token of ['', 'x', ann.token.slice(0, -1), `${ann.token}x`, `rcv_${'A'.repeat(43)}`]) {
      again.token = token;
      assert.deepEqual([(await again.get('/messages')).status, (await again.say('x')).status], [401, 401]);
    }
    const other = await stage.make({ name: 'Another' });
    const stranger = await stage.visitor({ token: ann.token }, other);
    assert.deepEqual(stranger.begun.body.messages, [], 'a token is of one widget');
    // Whoever is staff is no visitor for that.
    const mine = await stage.owner.get(`/api/v1/chat/${stage.widget.id}/messages`);
    assert.deepEqual([mine.status, codeOf(mine)], [401, 'chat.token']);
  });

  it('cannot use a former secret once it got out, and can for a day when it did not', async () => {
    const widget = await stage.make({ name: 'Secrets' });
    const ask = async (secret: string) =>
      (await stage.visitor({ identity: signed(secret, { sub: 'ann', exp: exp() }) }, widget)).begun.status;
    const renew = (isLeaked: boolean) =>
      stage.owner.post(`/api/v1/chat-widgets/${widget.id}/secret`, { isLeaked });
    const second = (await renew(false)).body;
    assert.notEqual(second.formerSecretUntil, null);
    assert.deepEqual([await ask(widget.secret!), await ask(second.secret)], [200, 200]);
    const third = (await renew(true)).body;
    assert.deepEqual([await ask(second.secret), await ask(third.secret)], [403, 200]);
    const shown = (await stage.owner.get('/api/v1/chat-widgets')).body;
    assert.ok(!JSON.stringify(shown).includes(third.secret), 'told once');
    const rows = await stage.app.db.query<{ row: string }>('select w::text as row from chat_widgets w');
    assert.ok(!rows.some(({ row }) => row.includes(third.secret)), 'kept sealed');
  });

  it('come from pages that may show the chat, and through no other site', async () => {
    const evil = await stage.visitor({ page: { url: 'https://evil.example/', title: '' } });
    assert.deepEqual([evil.begun.status, codeOf(evil.begun)], [403, 'chat.origin']);
    const ann = await stage.visitor();
    const crossed = await ann.post(
      '/messages',
      { clientId: 'cross-site-1', text: 'x' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    );
    assert.deepEqual([crossed.status, codeOf(crossed)], [403, 'http.cross_site']);
    const read = await ann.browser.get(`/api/v1/chat/${stage.widget.id}`, { origin: 'https://evil.example' });
    assert.equal(read.headers['access-control-allow-origin'], undefined);
    const closed = await stage.make({ name: 'Customers only', needsIdentity: true });
    const nobody = await stage.visitor({}, closed);
    assert.deepEqual([nobody.begun.status, codeOf(nobody.begun)], [403, 'chat.identity_needed']);
    const off = await stage.make({ name: 'Off', isOn: false });
    assert.equal((await stage.visitor({}, off)).begun.status, 503);
  });

  it('send only their own files, cleaned, told by their bytes', async () => {
    const [ann, ben] = [await stage.visitor(), await stage.visitor()];
    const photo = readFileSync(new URL('../../lib/images/fixtures/photo.jpg', import.meta.url));
    const kept = await ann.upload('door.jpg', photo);
    assert.deepEqual([kept.status, kept.body.mediaType], [201, 'image/jpeg'], JSON.stringify(kept.body));
    assert.ok(
      photo.includes('Lumen') && !Buffer.from(await readBytes(stage.app, kept.body.id)).includes('Lumen'),
    );
    const stolen = await ben.say('mine', { fileIds: [kept.body.id] });
    assert.deepEqual([stolen.status, codeOf(stolen)], [404, 'chat.file_unknown']);
    assert.deepEqual(await ben.texts(), []);
    const page = await ann.upload('cute.jpg', Buffer.from('<html><script>alert(1)</script></html>'));
    assert.notEqual(page.body.mediaType, 'image/jpeg');
    const said = await ann.say('', { fileIds: [kept.body.id, page.body.id] });
    assert.deepEqual(
      said.body.message.files.map(({ name }: { name: string }) => name),
      ['door.jpg', 'cute.jpg'],
    );
    const shown = await ben.browser.get(said.body.message.files[1].url);
    assert.match(String(shown.headers['content-security-policy']), /sandbox/);
    assert.match(String(shown.headers['content-disposition']), /^attachment/);
    const [row] = await stage.inbox();
    const { thread } = (await stage.owner.get(`/api/v1/inbox/${row!.id}`)).body;
    assert.equal(thread[0].media.length, 2);
    const large = await ann.upload('film.bin', Buffer.alloc(10 * 1024 ** 2 + 1, 7));
    assert.deepEqual([large.status, codeOf(large)], [413, 'chat.file_too_large']);
    assert.equal(codeOf(await ann.upload('empty', Buffer.alloc(0))), 'chat.file_missing');
    assert.equal(codeOf(await ann.upload('x', Buffer.from('x'), 'other')), 'chat.file_missing');
    assert.equal(codeOf(await ann.post('/files', Buffer.from('no form'))), 'chat.file_missing');
    const none = await stage.visitor({}, await stage.make({ name: 'No files', fileMegabytes: 0 }));
    assert.equal(codeOf(await none.upload('x.txt', Buffer.from('x'))), 'chat.files_off');
  });

  it('are slowed down, and refused plainly when what they send is no message', async () => {
    const ann = await stage.visitor();
    const bodies: [object, number][] = [
      [{ clientId: 'right-length', text: '' }, 400],
      [{ clientId: 'right-length', text: '   ' }, 400],
      [{ clientId: 'short', text: 'x' }, 400],
      [{ clientId: "'; drop table--", text: 'x' }, 400],
      [{ clientId: 'right-length', text: 'x'.repeat(4001) }, 400],
      [{ clientId: 'right-length', text: 'a\u0000b' }, 400],
      [{ clientId: 'right-length', text: { $ne: '' } }, 400],
      [{ clientId: 'right-length', text: 'x'.repeat(80_000) }, 413],
      [{ clientId: 'right-length', text: 'x', fileIds: ['file_00000000000000000000000000'] }, 404],
    ];
    for (const [body, status] of bodies)
      assert.equal((await ann.post('/messages', body)).status, status, JSON.stringify(body).slice(0, 60));
    const html = '<img src=x onerror=alert(1)>';
    assert.equal((await ann.say(html)).body.message.text, html, 'it is text, and stays text');
    const statuses: number[] = [];
    for (let count = 0; count < 31; count++) statuses.push((await ann.say(`m${count}`)).status);
    assert.deepEqual([statuses.filter((one) => one === 200).length, statuses.at(-1)], [29, 429]);
    assert.equal((await ann.texts()).length, 30, 'what was taken is there');
  });

  it('leave a message once, and end a chat for good', async () => {
    const ann = await stage.visitor();
    const left = { name: 'Ann', address: 'Ann@Customer.example', text: 'Call me', clientId: 'offline-0001' };
    assert.equal((await ann.post('/offline', left)).status, 200);
    assert.equal((await ann.post('/offline', { ...left, text: 'Call me again' })).status, 200);
    const called = (await stage.inbox()).filter(({ excerpt }) => excerpt.startsWith('Call me'));
    assert.deepEqual(
      called.map(({ excerpt }) => excerpt),
      ['Call me'],
    );
    const chat = (await stage.owner.get(`/api/v1/inbox/${called[0]!.id}/chat`)).body;
    assert.deepEqual([chat.kind, chat.mail, chat.isOnline], ['offline', 'ann@customer.example', false]);
    assert.equal((await ann.post('/offline', { ...left, address: 'no', clientId: 'offline-2' })).status, 400);
    await ann.say('Hello');
    assert.equal((await ann.post('/rating', { score: 2, text: 'slow' })).status, 200);
    assert.equal((await ann.post('/rating', { score: 4, text: 'quick' })).status, 200);
    assert.equal((await ann.post('/rating', { score: 6 })).status, 400);
    const counted = await stage.app.db.query('select rating, text, network from ratings');
    assert.deepEqual(counted, [{ rating: 2, text: 'slow', network: 'chat' }], 'reports count a chat once');
    assert.equal((await ann.post('/end')).status, 200);
    assert.deepEqual([codeOf(await ann.say('More')), (await ann.texts()).length], ['chat.ended', 1]);
    const back = await stage.visitor({ token: ann.token });
    assert.deepEqual([back.begun.body.isEnded, back.begun.body.rating], [true, 4]);
    const anew = await stage.visitor({ token: ann.token, isNew: true });
    assert.deepEqual([anew.begun.body.isEnded, anew.begun.body.messages], [false, []]);
    const beacon = await ann.browser.post(
      `/api/v1/chat/${stage.widget.id}/leave`,
      JSON.stringify({ token: anew.token }),
      { 'content-type': 'text/plain' },
    );
    assert.equal(beacon.status, 200, JSON.stringify(beacon.body));
    assert.equal(codeOf(await anew.post('/mail', { address: 'ann@customer.example' })), 'chat.no_mailbox');
  });

  it('are forgotten with everything when their words are', async () => {
    const ann = await stage.visitor({ name: 'Zerlina Quux', mail: 'zerlina@customer.example' });
    const { message } = (await ann.say('Forget me later')).body;
    const at = {
      type: 'delete' as const,
      origin: `chat:${stage.widget.id}`,
      externalId: message.id,
      version: Date.now() * 2000,
    };
    await takeIn(stage.app, { sourceId: null, items: [at] });
    const rows = await stage.app.db.query<{ row: string }>(
      'select v::text as row from chat_visits v union all select m::text from chat_messages m',
    );
    assert.ok(!rows.some(({ row }) => /Zerlina|zerlina|Forget me/.test(row)));
    assert.equal((await ann.get('/messages')).status, 401);
  });

  it('are the business of owners and admins alone; agents see the visitor', async () => {
    const agent = await stage.staff('agent');
    assert.equal((await agent.get('/api/v1/chat-widgets')).status, 403);
    assert.equal((await agent.post('/api/v1/chat-widgets', settings())).status, 403);
    const ann = await stage.visitor();
    await ann.say('Hi');
    const [row] = await stage.inbox();
    assert.deepEqual((await agent.get(`/api/v1/inbox/${row!.id}/chat`)).body.page, PAGE);
    const missing = settings({ languages: ['en', 'fr'] });
    assert.equal(codeOf(await stage.owner.post('/api/v1/chat-widgets', missing)), 'chat.texts_missing');
    const star = { ...settings(), origins: ['*'] };
    assert.equal((await stage.owner.post('/api/v1/chat-widgets', star)).status, 400);
    const gone = await stage.make({ name: 'Goes' });
    const ben = await stage.visitor({}, gone);
    await ben.say('Are you there?');
    assert.equal((await stage.owner.delete(`/api/v1/chat-widgets/${gone.id}`)).status, 200);
    assert.equal((await ben.get('/messages')).status, 404);
    const [kept] = await stage.inbox();
    assert.equal(kept!.excerpt, 'Are you there?', 'conversations stay');
    assert.equal((await stage.owner.get(`/api/v1/inbox/${kept!.id}/chat`)).status, 404);
  });
});
