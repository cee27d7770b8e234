import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { addressesPort } from '#platform/addresses/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { caseOfConversation, changeCases } from '#respond/cases/index.ts';
import { acceptAnswer, addPost, deleteThread, staffDoer } from '#embrace/forum/index.ts';
import { say, under, uri } from '../../../respond/inbox/testing/company.ts';
import { BRAND, openStage } from '../testing/stage.ts';

const stage = await openStage();
const { app, agent, manager } = stage;
after(() => stage.close());
const api = '/api/v1/contributions';
const help = await stage.category('Devices');
let customers = 0;

/** A customer who asked, and was answered by a reply; the reply's source. */
async function answered(text: string, answer: string, more: object = {}) {
  const author = `did:plc:c${++customers}`;
  const who = { externalId: author, handle: `maya${customers}.example`, displayName: 'Maya Ott' };
  const post = { langs: ['en'], url: `https://bsky.example/${customers}`, author: who, ...more };
  await stage.hear(say(author, '1', text, post));
  const conversationId = await stage.conversationOf(author);
  const reply = await stage.reply(conversationId, answer);
  return { author, conversationId, reply, source: { kind: 'reply', id: reply.id, conversationId } };
}
const propose = async (source: { kind: string; id: string; conversationId?: string }) =>
  (
    await agent.get(
      `${api}/proposal?source=${source.kind}&id=${source.id}${source.conversationId ? `&conversation=${source.conversationId}` : ''}`,
    )
  ).body;
const article = (source: object, more = {}) =>
  agent.post(`${api}/articles`, {
    source,
    title: 'Reset',
    body: 'Hold the button.',
    language: 'en',
    ...more,
  });
const thread = (source: object, more = {}) =>
  agent.post(`${api}/threads`, {
    source,
    categoryId: help.id,
    title: 'How do I reset it?',
    question: 'My router blinks red.',
    answer: 'Hold the button.',
    isChecked: true,
    ...more,
  });
const articleOf = async (id: string) => (await manager.get(`/api/v1/knowledge/articles/${id}`)).body;
const threadOf = async (id: string) => (await manager.get(`/api/v1/forum/threads/${id}`)).body;

describe('an answer', () => {
  it('is proposed without what tells of a person, beside what was said', async () => {
    const { source } = await answered(
      'I am Maya Ott, order 4711-22. How do I reset the router?',
      'Hi Maya, hold the button. Else call 0800 123456. Ama Boateng',
    );
    const found = await propose(source);
    assert.equal(found.title, 'How do I reset the router?');
    assert.equal(found.question, 'I am [name], order [number]. How do I reset the router?');
    assert.equal(found.answer, 'Hold the button. Else call [number]. [name]');
    assert.equal(found.body, `> ${found.question}\n\n${found.answer}`);
    assert.deepEqual(
      [found.hidden, found.isPrivate, found.language, found.network],
      [4, false, 'en', 'bluesky'],
    );
    assert.match(found.said.question, /Maya Ott, order 4711-22/);
    assert.deepEqual([found.articleId, found.threadId, found.credits], [null, null, []]);
  });

  it('becomes a draft that nobody outside reads, linked to where it was said, once', async () => {
    const { source, conversationId } = await answered('Is it waterproof?', 'Yes, to a metre.');
    const [first, second] = await Promise.all([article(source), article(source)]);
    assert.deepEqual([first.status, second.status].sort(), [201, 409]);
    const { id } = (first.status === 201 ? first : second).body;
    assert.equal((first.status === 409 ? first : second).body.error.code, 'contributions.made_already');
    const { written, isArchived } = await articleOf(id);
    assert.deepEqual(
      [written[0].state, written[0].draft.body, isArchived],
      ['draft', 'Hold the button.', false],
    );
    const { origin } = (await agent.get(`${api}/articles/${id}`)).body;
    assert.deepEqual([origin.kind, origin.conversationId, origin.by], ['reply', conversationId, 'The agent']);
    assert.equal((await propose(source)).articleId, id);
  });

  it('can be unmade by who made it while readers never saw it, and made again', async () => {
    const { source } = await answered('Does it float?', 'It does not.');
    const { id } = (await article(source)).body;
    assert.equal((await manager.delete(`${api}/articles/${id}`)).body.error.code, 'contributions.not_yours');
    assert.equal((await agent.delete(`${api}/articles/${id}`)).status, 204);
    assert.equal((await manager.get(`/api/v1/knowledge/articles/${id}`)).status, 404);
    const again = (await article(source)).body;
    await stage.publish(again.id);
    const late = await agent.delete(`${api}/articles/${again.id}`);
    assert.equal(late.body.error.code, 'article.was_published');
    await manager.delete(`/api/v1/knowledge/articles/${again.id}`);
    assert.equal((await propose(source)).articleId, null, 'what was removed counts no more');
    assert.equal((await article(source)).status, 201);
  });

  it('becomes a solved question in the company’s name, with a link where everybody can read it', async () => {
    const { source, reply } = await answered('My router blinks, why?', 'It waits.');
    const made = await thread(source);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { items, isSolved, kind } = await threadOf(made.body.id);
    assert.deepEqual([kind, isSolved, items.length, items[1].isAccepted], ['question', true, 2, true]);
    assert.match(
      items[0].markdown,
      /^My router blinks red\.\n\n\*\[Asked on Bluesky\]\(<https:\/\/bsky\.example\/\d+>\)\*$/,
    );
    assert.deepEqual([items[0].author.id, items[0].author.name], [null, 'Lumora community']);
    assert.equal(items[1].author.name, reply.createdBy.name);
    assert.equal((await thread(source)).body.error.code, 'contributions.made_already');
    const { status, body } = await stage.test.browser().get(new URL(made.body.url).pathname);
    assert.equal(status, 200);
    assert.match(String(body), /Hold the button/);
  });

  it('is linked where the community stands, also at an address of its own', async (t) => {
    const own = 'https://talk.example.com';
    const at = (host?: string) =>
      app.provide(addressesPort, { originOf: (path) => (path.startsWith('/community/') ? host : undefined) });
    at(own);
    t.after(() => at());
    const { source } = await answered('Can it be repaired?', 'Yes.');
    const { id, url } = (await thread(source)).body;
    assert.match(url, new RegExp(`^${own}/community/t/${id}/`));
    assert.match((await propose({ kind: 'thread', id })).url, new RegExp(`^${own}/community/t/${id}`));
  });

  it('leads nowhere and needs a look where it was said in private', async () => {
    const { source } = await answered('Where is my order?', 'On its way.', { visibility: 'private' });
    const found = await propose(source);
    assert.deepEqual([found.isPrivate, found.url], [true, null]);
    const unread = await thread(source, { isChecked: false });
    assert.equal(unread.status, 400);
    const { id } = (await thread(source)).body;
    assert.equal((await threadOf(id)).items[0].markdown, 'My router blinks red.');
  });

  it('is unmade as a thread while nobody else wrote in it', async () => {
    const { source } = await answered('Is it loud?', 'It is quiet.');
    const { id } = (await thread(source)).body;
    const ben = await stage.member('ben');
    await manager.post(`/api/v1/forum/threads/${id}/posts`, { markdown: 'One more thing.' });
    assert.equal((await agent.delete(`${api}/threads/${id}`)).body.error.code, 'contributions.answered');
    const other = await answered('Is it heavy?', 'It is light.');
    const second = (await thread(other.source)).body.id;
    assert.equal((await agent.delete(`${api}/threads/${second}`)).status, 204);
    assert.equal((await threadOf(second)).isDeleted, true);
    assert.equal(
      (await agent.delete(`${api}/threads/${second}`)).body.error.code,
      'contributions.not_made_here',
    );
    assert.equal((await thread(other.source)).status, 201, 'made again');
    assert.ok(ben);
  });

  it('is no source while it was not sent, or is none of ours', async () => {
    const author = `did:plc:c${++customers}`;
    await stage.hear(say(author, '1', 'Anybody there?'));
    const conversationId = await stage.conversationOf(author);
    const { thread: said } = (await agent.get(`/api/v1/inbox/${conversationId}`)).body;
    for (const id of [said[0].id, 'out_0123456789abcdefghjkmnpqrs'])
      assert.equal(
        (await propose({ kind: 'reply', id, conversationId })).error.code,
        'contributions.no_reply',
      );
    assert.equal((await agent.get(`${api}/proposal?source=reply&id=x&conversation=y`)).status, 400);
  });

  it('is a source by its post, too, and the same one', async () => {
    const author = `did:plc:c${++customers}`;
    await stage.hear(
      say(author, '1', 'How long is the cable?'),
      say(author, '2', 'And is it black?', { minutesAgo: 9, ...under(uri(author, '1')) }),
      say(BRAND, `b${customers}`, '@maya Two metres, in black.', {
        minutesAgo: 8,
        ...under(uri(author, '1'), uri(author, '2')),
      }),
    );
    const conversationId = await stage.conversationOf(author);
    const { thread: said } = (await agent.get(`/api/v1/inbox/${conversationId}`)).body;
    const own = said.find(({ isOwn }: { isOwn: boolean }) => isOwn);
    const found = await propose({ kind: 'reply', id: own.id, conversationId });
    assert.equal(found.question, 'How long is the cable?\n\nAnd is it black?');
    assert.equal(found.answer, 'Two metres, in black.');
  });
});

describe('a solved case', () => {
  it('becomes a draft of what was asked first and said last; an open one does not', async () => {
    const { conversationId } = await answered('The lid is broken, what now?', 'We send another lid.');
    const { caseId } = await caseOfConversation(app, systemActor, conversationId, { title: 'Broken lid' });
    assert.equal((await propose({ kind: 'case', id: caseId })).error.code, 'contributions.not_solved');
    await changeCases(app, systemActor, [caseId], { status: 'solved' });
    const found = await propose({ kind: 'case', id: caseId });
    assert.deepEqual(
      [found.title, found.answer, found.isPrivate],
      ['The lid is broken, what now?', 'We send another lid.', true],
    );
    assert.equal((await article({ kind: 'case', id: caseId })).status, 201);
  });
});

describe('a solved thread', () => {
  it('is no source while nothing is accepted, or when it is gone', async () => {
    const maya = await stage.member('mayaq');
    const { thread: open } = await stage.start(maya, help);
    assert.equal((await propose({ kind: 'thread', id: open.id })).error.code, 'contributions.not_solved');
    await deleteThread(app, staffDoer(systemActor), open.id, { isDeleted: true, reason: 'x' });
    assert.equal((await propose({ kind: 'thread', id: open.id })).error.code, 'contributions.no_thread');
  });

  it('is proposed by its own title, but without the persons in it where only members read it', async () => {
    const asker = await stage.member('olivia', 'Olivia Brandt');
    const title = 'Olivia waits at 0170 1234567 for a router';
    const proposed = async (whoReads: string) => {
      const category = await stage.category(`For ${whoReads}`, { whoReads });
      const { thread: asked } = await stage.start(asker, category, { title, markdown: 'When does it come?' });
      const input = { markdown: 'Tomorrow.', replyTo: 1 };
      const { post } = await addPost(app, staffDoer(systemActor), asked.id, input);
      await acceptAnswer(app, asker.doer, post.id, true);
      return propose({ kind: 'thread', id: asked.id });
    };
    const [open, closed] = [await proposed('everybody'), await proposed('members')];
    assert.deepEqual([open.title, open.hidden], [title, 0]);
    assert.deepEqual([closed.title, closed.hidden], ['[name] waits at [number] for a router', 2]);
  });

  it('is no thread once more', async () => {
    const [asker, helper] = [await stage.member('asker1'), await stage.member('helper1')];
    const { threadId } = await stage.solved(asker, helper);
    assert.equal(
      (await thread({ kind: 'thread', id: threadId })).body.error.code,
      'contributions.in_community',
    );
  });
});
