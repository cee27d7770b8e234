import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { say } from '#respond/inbox/testing/company.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { findGaps } from './service.ts';

const api = '/api/v1/knowledge';
let stage: Stage;
let customers = 0;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

async function ask(...texts: string[]): Promise<void> {
  await stage.hear(...texts.map((text) => say(`did:plc:g${customers++}`, '1', text)));
}

const read = async () => (await stage.agent.get(`${api}/gaps`)).body;

const PORTING = [
  'can I keep my old number when I switch to you? porting',
  'porting my number to you: how does keeping it work?',
  'I want to keep my number, is porting possible?',
  'keep number porting question, will my old number come along?',
];
const BILLS = [
  'where do I see my bill',
  'my bill, where can I see it online?',
  'I cannot see the bill anywhere',
  'how can I see the latest bill',
];

describe('gaps', () => {
  it('are questions that several ask and that no article answers', async () => {
    await ask(...PORTING, ...BILLS, 'one lonely zeppelin');
    await findGaps(stage.app);
    const before = await read();
    assert.ok(before.at);
    const words = before.items.map((gap: { words: string[] }) => gap.words.join(' '));
    assert.ok(
      words.some((some: string) => /number|porting/.test(some)),
      JSON.stringify(before),
    );
    assert.ok(
      words.some((some: string) => /bill/.test(some)),
      JSON.stringify(before),
    );
    assert.ok(!JSON.stringify(before).includes('zeppelin'), 'once is no gap');

    await stage.article(
      'Where to see your bill',
      'See your latest bill online under Bills; you can see it anywhere.',
    );
    await findGaps(stage.app);
    const { items } = await read();
    assert.equal(items.length, 1, JSON.stringify(items));
    const [gap] = items;
    assert.ok(gap.asked >= 3 && gap.conversationIds.length === gap.asked);
    assert.ok(PORTING.includes(gap.example));
  });

  it('stay set aside, also when they are asked again', async () => {
    const [gap] = (await read()).items;
    assert.equal((await stage.test.browser().delete(`${api}/gaps/${gap.id}`)).status, 401);
    assert.equal((await stage.agent.delete(`${api}/gaps/${gap.id}`)).status, 204);
    assert.equal(
      (await stage.agent.delete(`${api}/gaps/${gap.id}`)).body.error.code,
      'knowledge.gap_not_found',
    );
    await ask('is porting of my old number possible, I want to keep it?');
    await findGaps(stage.app);
    assert.deepEqual((await read()).items, []);
  });

  it('are looked for by a job that anybody who writes may ask for', async () => {
    const answer = await stage.agent.post(`${api}/gaps/search`);
    assert.deepEqual([answer.status, answer.body], [202, { isAsked: true }]);
    const jobs = await stage.app.db.query(
      `select 1 from graphile_worker.jobs where task_identifier = 'knowledge.gaps'`,
    );
    assert.equal(jobs.length, 1);
  });

  it('name what readers searched for in vain', async () => {
    await stage.openCentre();
    for (let i = 0; i < 6; i++) await stage.test.browser().get('/help/en/search?q=the+okapi');
    assert.deepEqual((await read()).searches, [{ words: 'okapi', language: 'en', count: 6 }]);
  });
});
