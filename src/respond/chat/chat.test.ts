import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../../../test/helpers/app.ts';
import { openStage, PAGE, type Stage } from './testing/stage.ts';

describe('a chat', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  it('tells what it looks like, in the nearest language', async () => {
    const ann = await stage.visitor();
    const shown = await ann.get('?language=de-AT');
    assert.equal(shown.status, 200);
    const { texts, language, isOpen, files, asksMail } = shown.body;
    assert.deepEqual(
      [texts.title, language, isOpen, files.maxBytes, asksMail],
      ['Fragen?', 'de', true, 10 * 1024 ** 2, 'never'],
    );
    assert.equal((await ann.get('?language=xx')).body.language, 'en');
  });

  it('is a conversation in the inbox, answered once, and read in order', async () => {
    const ann = await stage.visitor({ name: 'Ann Bell' });
    assert.deepEqual([ann.begun.status, ann.begun.body.messages, ann.begun.body.isEnded], [200, [], false]);
    const clientId = 'client-one-0001';
    const said = await ann.say('My lamp <b>flickers</b>', { clientId });
    assert.equal(said.status, 200, JSON.stringify(said.body));
    assert.deepEqual((await ann.say('My lamp again', { clientId })).body, said.body, 'the same one again');
    assert.equal((await ann.say('What now?')).body.message.seq, 2);
    const [row] = await stage.inbox();
    assert.equal(row!.excerpt, 'What now?');
    const detail = (await stage.owner.get(`/api/v1/inbox/${row!.id}`)).body;
    assert.deepEqual(
      detail.thread.map((post: { text: string; isPrivate: boolean }) => [post.text, post.isPrivate]),
      [
        ['My lamp <b>flickers</b>', true],
        ['What now?', true],
      ],
    );
    assert.equal(detail.author.displayName, 'Ann Bell');
    const queued = await stage.reply(row!.id, 'Turn it *off* and on.');
    assert.equal(queued.status, 202, JSON.stringify(queued.body));
    await until('she can read it', async () => (await ann.texts()).length === 3);
    const { messages, agent } = (await ann.get('/messages?after=2')).body;
    assert.deepEqual(
      [messages[0].from, messages[0].author.name, messages[0].text, agent.name],
      ['agent', 'The', 'Turn it *off* and on.', 'The'],
    );
    await until(
      'the receipt stands',
      async () => (await stage.owner.get(`/api/v1/replies/${queued.body.id}`)).body.state === 'sent',
    );
    const after = (await stage.owner.get(`/api/v1/inbox/${row!.id}`)).body;
    assert.deepEqual([after.thread.length, after.status, after.waitingSince], [3, 'waiting', null]);
    const chat = (await stage.owner.get(`/api/v1/inbox/${row!.id}/chat`)).body;
    assert.deepEqual([chat.page, chat.isRead, chat.isOnline, chat.unread], [PAGE, false, true, 1]);
    assert.equal((await ann.post('/read', { seq: 3 })).status, 200);
    assert.equal((await stage.owner.get(`/api/v1/inbox/${row!.id}/chat`)).body.isRead, true);
    // Taken back: nothing of it is left with the visitor.
    assert.equal((await stage.owner.post(`/api/v1/replies/${queued.body.id}/remove`)).status, 200);
    const left = (await ann.get('/messages')).body;
    assert.deepEqual([left.messages.length, left.removed], [2, [messages[0].id]]);
  });
});
