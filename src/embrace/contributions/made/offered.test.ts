import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { catchUp, threadSuggestions } from '#embrace/forum/index.ts';
import { findGaps, suggestionSourcesPort } from '#respond/knowledge/index.ts';
import { say } from '../../../respond/inbox/testing/company.ts';
import { openStage } from '../testing/stage.ts';

const stage = await openStage();
const { app, agent } = stage;
after(() => stage.close());
app.provide(suggestionSourcesPort, [threadSuggestions]);
const [asker, helper] = [await stage.member('asker'), await stage.member('helper')];
const { threadId, answerId } = await stage.solved(asker, helper);
await catchUp(app);

it('solved threads stand beside a chat, cited, and their link goes into the answer', async () => {
  await stage.hear(
    say('chat:visitor', '1', 'My router blinks red, how do I reset it?', {
      network: 'chat',
      visibility: 'private',
    }),
  );
  const conversation = await stage.conversationOf('chat:visitor');
  const { items } = (await agent.get(`/api/v1/knowledge/suggestions?conversation=${conversation}`)).body;
  const found = items.find(({ kind }: { kind: string }) => kind === 'thread');
  assert.deepEqual([found.id, found.how, found.because.hasAnswered], [threadId, 'link', true]);
  assert.match(found.insert, /^How do I reset the router\? http.*\/community\/t\/.*#post-2$/);
  assert.match(found.excerpt, /Hold the button for ten seconds/);
  assert.ok(answerId);
});

it('gaps name solved threads that may answer them, and only while somebody may read them', async () => {
  const said = [
    'can I reset my router when the light blinks? router reset',
    'resetting my router: how does the reset work?',
    'I want to reset the router, is a reset possible?',
    'reset router question, does the router forget its name after a reset?',
    'where do I see my bill',
    'my bill, where can I see it online?',
    'I cannot see the bill anywhere',
    'how can I see the latest bill',
  ];
  await stage.hear(...said.map((text, at) => say(`did:plc:gap${at}`, '1', text)));
  await findGaps(app);
  const { items } = (await agent.get('/api/v1/knowledge/gaps')).body;
  const gap = items.find(({ words }: { words: string[] }) => /router|reset/.test(words.join(' ')));
  assert.ok(gap, JSON.stringify(items));
  const offered = async () => (await agent.get(`/api/v1/knowledge/gaps/${gap.id}/threads`)).body.items;
  assert.deepEqual(
    (await offered()).map(({ id }: { id: string }) => id),
    [threadId],
  );
  assert.equal(
    (await agent.get('/api/v1/knowledge/gaps/gap_0123456789abcdefghjkmnpqrs/threads')).status,
    404,
  );
  await stage.manager.put(`/api/v1/forum/threads/${threadId}/deleted`, { isDeleted: true, reason: 'gone' });
  assert.deepEqual(await offered(), []);
});
