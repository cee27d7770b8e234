import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openStage, signed, type Visitor } from './testing/stage.ts';

const stage = await openStage();
after(() => stage.close());
const codeOf = (answer: { body: { error?: { code: string } } }) => answer.body?.error?.code;
const { db } = stage.app;
const seqs = (answer: { body: { messages: { seq: number }[] } }) =>
  answer.body.messages.map(({ seq }) => seq);
const audited = async (action: string) =>
  (
    await db.query<{ count: number }>('select count(*) as count from audit_entries where action = $1', [
      action,
    ])
  )[0]!.count;
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe('a visitor in several tabs', () => {
  it('says one thing once, however often it is sent, and whichever tab was quicker', async () => {
    const ann = await stage.visitor();
    const clientId = 'the-same-message';
    const sent = await Promise.all(upTo(6).map((at) => ann.say(`Try ${at}`, { clientId })));
    assert.deepEqual(new Set(sent.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(sent.map(({ body }) => body.message.id)).size, 1);
    assert.equal((await ann.texts()).length, 1);
    const ben = await stage.visitor();
    assert.equal((await ben.say('Mine', { clientId })).body.message.text, 'Mine', 'ids are of one visit');
  });

  it('gets numbers without a hole for what he says at once, and reads each of them once by any step', async () => {
    const ann = await stage.visitor();
    await Promise.all(upTo(9).map((at) => ann.say(`m${at}`)));
    const whole = await ann.get('/messages');
    assert.deepEqual(seqs(whole), upTo(9));
    const conversations = await db.query(
      `select distinct conversation_id from chat_visits v join chat_messages m on m.visit_id = v.id where m.id = $1`,
      [whole.body.messages[0].id],
    );
    assert.equal(conversations.length, 1, 'one conversation, though all of them might have opened it');
    for (let after = 0; after <= 9; after++)
      assert.deepEqual(seqs(await ann.get(`/messages?after=${after}`)), upTo(9).slice(after));
    assert.deepEqual(seqs(await ann.get('/messages?after=1000000000')), []);
    for (const after of ['-1', '1e10', 'x', '1.5', '9007199254740993', 'NaN', '%00'])
      assert.equal((await ann.get(`/messages?after=${after}`)).status, 400, after);
  });

  it('is counted once in the reports, however many tabs rate the chat at the same moment', async () => {
    const ann = await stage.visitor();
    await ann.say('Thank you');
    const rate = (score: number) => ann.post('/rating', { score, text: '' });
    const rated = await Promise.all(upTo(5).map(rate));
    assert.deepEqual(new Set(rated.map(({ status }) => status)), new Set([200]));
    const counted = await db.query<{ rating: number }>(`select rating from ratings where network = 'chat'`);
    assert.equal(counted.length, 1, JSON.stringify(counted));
    const { body } = (await stage.visitor({ token: ann.token })).begun;
    assert.ok(body.rating >= 1 && body.rating <= 5);
  });

  it('ends the chat once; what he says at that moment is stored or refused, and nothing comes behind it', async () => {
    const ann = await stage.visitor();
    await ann.say('Hello');
    const before = await audited('chat.ended');
    const [said, ...ended] = await Promise.all([
      Promise.all(upTo(4).map((at) => ann.say(`last ${at}`))),
      ...upTo(3).map(() => ann.post('/end')),
    ]);
    assert.ok(ended.every(({ status }) => status === 200));
    assert.equal((await audited('chat.ended')) - before, 1);
    const taken = said.filter(({ status }) => status === 200).map(({ body }) => body.message.text as string);
    for (const one of said) if (one.status !== 200) assert.equal(codeOf(one), 'chat.ended');
    const left = await ann.texts();
    assert.deepEqual(left.toSorted(), ['Hello', ...taken].toSorted(), 'what was answered with 200 is there');
    assert.equal(codeOf(await ann.say('More')), 'chat.ended');
    assert.equal(codeOf(await ann.upload('x.txt', Buffer.from('x'))), 'chat.ended');
  });

  it('marks as read no more than there is, and never less than before', async () => {
    const ann = await stage.visitor();
    await ann.say('One');
    await ann.say('Two');
    await Promise.all([1e9, 1, 0, 2].map((seq) => ann.post('/read', { seq })));
    await ann.post('/read', { seq: 1 });
    assert.equal((await stage.visitor({ token: ann.token })).begun.body.readSeq, 2);
    for (const seq of [-1, 1.5, 1e10, '2', null])
      assert.equal((await ann.post('/read', { seq })).status, 400);
  });
});

describe('what a visitor writes', () => {
  const stays = async (ann: Visitor, text: string) => {
    const said = await ann.say(text);
    assert.equal(said.status, 200, JSON.stringify(said.body));
    assert.equal(said.body.message.text, text, JSON.stringify(text));
    assert.equal((await ann.texts()).at(-1), text);
  };

  it('stays as it is: other directions, joined signs, look-alikes, HTML and four thousand letters', async () => {
    const ann = await stage.visitor({ name: '<b>Ann</b> \u202egnp.exe' });
    for (const text of [
      'abc \u202egnp.exe\u202c',
      '👩\u200d👩\u200d👧 🇩🇪 e\u0301 ﷽',
      'аррӏе.example is not apple.example',
      '</script><!-- ${x} {{x}} %s \\u0000 &amp;',
      '  leading,\n\ttrailing  \n',
      '日'.repeat(4000),
    ])
      await stays(ann, text);
    const [row] = await stage.inbox();
    const detail = (await stage.owner.get(`/api/v1/inbox/${row!.id}`)).body;
    assert.equal(detail.thread.length, 6);
  });

  it('is refused with words, and not with an error of ours, where it cannot be kept', async () => {
    const ann = await stage.visitor();
    const bad: [string, object][] = [
      ['/messages', { clientId: 'half-a-sign', text: 'a\ud800b' }],
      ['/messages', { clientId: 'escape-sign', text: 'a\u001b[2Jb' }],
      ['/messages', { clientId: 'ünïcode-id', text: 'x' }],
      [
        '/messages',
        { clientId: 'many-files-1', text: 'x', fileIds: Array(11).fill(`file_${'0'.repeat(26)}`) },
      ],
      ['/messages', { clientId: 'many-files-2', text: 'x', fileIds: ["file_' or 1=1"] }],
      ['/rating', { score: 5, text: 'x'.repeat(2001) }],
      ['/rating', { score: 5, text: 'a\u0000' }],
      ['/rating', { score: 4.5 }],
      ['/mail', { address: 'ann@customer.example\r\nBcc: eve@evil.example' }],
      ['/typing', { isTyping: 'yes' }],
      ['/visits', { name: 'a\u0000b' }],
      ['/visits', { page: { url: 'https://shop.example/', title: 'x'.repeat(301) } }],
      ['/visits', { language: 'x'.repeat(36) }],
      ['/visits', { token: 'x'.repeat(101) }],
      ['/offline', { address: 'ann@customer.example', text: '', clientId: 'offline-empty' }],
    ];
    for (const [path, body] of bad)
      assert.equal((await ann.post(path, body)).status, 400, `${path} ${JSON.stringify(body).slice(0, 60)}`);
    assert.deepEqual(await ann.texts(), []);
    for (const language of ['', '../../etc', 'xx-'.repeat(10), '𝖉𝖊', '*'])
      assert.equal((await stage.visitor({ language })).begun.status, 200, language);
    for (const text of ['{', '[]', 'null', '{"token":5}', '"'.repeat(400), '😀'])
      assert.equal((await ann.post('/leave', text, { 'content-type': 'text/plain' })).status, 200, text);
  });

  it('sends a file of his once more if he likes, and it is one file', async () => {
    const ann = await stage.visitor();
    const kept = (await ann.upload('plan \u202egnp.exe', Buffer.from('a plan'))).body;
    assert.ok(!/[\u202e/\\]/.test(kept.name), kept.name);
    const twice = await ann.say('Here', { fileIds: [kept.id, kept.id] });
    assert.deepEqual(
      twice.body.message.files.map(({ id }: { id: string }) => id),
      [kept.id],
    );
    const ranges: [string, number, string][] = [
      ['bytes=2-', 206, 'plan'],
      ['bytes=-4', 206, 'plan'],
      ['bytes=0-0', 206, 'a'],
      ['bytes=5-2', 200, 'a plan'],
      ['bytes=99-', 416, ''],
      ['bytes=0-1,3-4', 200, 'a plan'],
      ['lines=1-', 200, 'a plan'],
      [`bytes=${'9'.repeat(400)}-`, 200, 'a plan'],
    ];
    for (const [range, status, body] of ranges) {
      const part = await stage.server.inject({ url: twice.body.message.files[0].url, headers: { range } });
      assert.equal(part.statusCode, status, range);
      if (status !== 416) assert.equal(part.body, body, range);
    }
  });
});

describe('the token of a visit', () => {
  it('lets in by its exact spelling only, and as nothing but a visitor', async () => {
    const ann = await stage.visitor();
    await ann.say('Secret');
    const ask = (authorization: string) =>
      ann.browser.get(`/api/v1/chat/${stage.widget.id}/messages`, { authorization });
    for (const good of [`Bearer ${ann.token}`, `bearer  ${ann.token}`, ann.token])
      assert.equal((await ask(good)).status, 200, good.slice(0, 12));
    const swapped = ann.token.replace(/[a-z](?=[^a-z]*$)/, (letter) => letter.toUpperCase());
    for (const bad of [
      '',
      'Bearer',
      `Basic ${ann.token}`,
      `Bearer ${swapped}`,
      `Bearer Bearer ${ann.token}`,
      `${ann.token}, x`,
    ])
      assert.equal((await ask(bad)).status, 401, bad.slice(0, 12));
    for (const path of [
      '/api/v1/inbox',
      '/api/v1/chat-widgets',
      '/api/v1/sources',
      '/api/v1/knowledge/articles',
    ])
      assert.equal((await ann.browser.get(path, ann.headers)).status, 401, path);
    const rows = await db.query<{ row: string }>('select t::text as row from chat_tokens t');
    assert.ok(!rows.some(({ row }) => row.includes(ann.token.slice(4))), 'only its hash is kept');
  });

  it('is one for all tabs of somebody whom the page vouches for, though they open at the same moment', async () => {
    const exp = Math.floor(Date.now() / 1000) + 300;
    const identity = (sub: string) => signed(stage.widget.secret!, { sub, exp });
    const tabs = await Promise.all(
      ['tabs-1', 'tabs-1', 'tabs-2', 'tabs-1', 'tabs-1', 'tabs-2'].map((sub) =>
        stage.visitor({ identity: identity(sub) }),
      ),
    );
    for (const { begun } of tabs) assert.equal(begun.status, 200);
    const rows = await db.query<{ sub: string; visits: number; tokens: number }>(
      `select sub, count(distinct v.id)::int as visits, count(*)::int as tokens from chat_visits v join chat_tokens t on t.visit_id = v.id
        where sub like 'tabs-%' group by sub order by sub`,
    );
    assert.deepEqual(rows, [
      { sub: 'tabs-1', visits: 1, tokens: 4 },
      { sub: 'tabs-2', visits: 1, tokens: 2 },
    ]);
    await tabs[0]!.say('From the first tab');
    const { body } = (await stage.visitor({ token: tabs[3]!.token })).begun;
    assert.match(JSON.stringify(body.messages), /From the first tab/, 'the other tab reads it, too');
  });

  it('of somebody whom the page vouches for stays his, whatever he types of himself', async () => {
    const exp = Math.floor(Date.now() / 1000) + 300;
    const claims = { sub: 'ann-1', name: 'Ann Bell', email: 'ann@customer.example', exp };
    const ann = await stage.visitor({ identity: signed(stage.widget.secret!, claims) });
    await ann.say('Hi');
    const typed = { token: ann.token, name: 'The boss', mail: 'boss@shop.example' };
    const { body } = (await stage.visitor(typed)).begun;
    assert.deepEqual([body.name, body.mail, body.isIdentified], ['Ann Bell', 'ann@customer.example', true]);
    const less = signed(stage.widget.secret!, { sub: 'ann-1', exp });
    const again = (await stage.visitor({ ...typed, identity: less })).begun.body;
    assert.deepEqual([again.name, again.mail], ['Ann Bell', 'ann@customer.example']);
  });
});
