import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { profileScreenPort } from '#people/members/index.ts';
import { joinByTicket, keepProof } from '../../../people/members/service/arrive.ts';
import { type Court, openCourt } from '../../forum/order/testing/court.ts';
import { moderatedPort, saveWord } from '../index.ts';
import { moderatedProfiles } from './kinds.ts';
import { screenProfile } from './screened.ts';

let court: Court;
before(async () => {
  court = await openCourt();
  court.stage.app.provide(moderatedPort, moderatedProfiles);
  court.stage.app.provide(profileScreenPort, screenProfile);
});
after(() => court.stage.test.close());

const from = { address: '192.0.2.9', userAgent: 'test' };

async function join(handle: string, displayName: string): Promise<void> {
  const { app } = court.stage;
  const secret = await keepProof(app, { mail: `${handle}@new.example`, isMailVerified: true }, '/community');
  await joinByTicket(app, secret, { handle, displayName, language: 'en' }, from);
}

it('names of newcomers with a flagged word come to a colleague, once, and those with a word that is not wanted never join', async () => {
  const { app } = court.stage;
  const rest = { isExpression: false, replacement: '', reason: '', isOn: true };
  const rival = await saveWord(app, systemActor, { ...rest, pattern: 'rival', action: 'flag' });
  await saveWord(app, systemActor, { ...rest, pattern: 'gizmotron', action: 'hold' });
  await join('plain', 'Plain Jane');
  assert.deepEqual(await court.queue(), []);
  await join('agent', 'Rival Agent');
  const [row, ...more] = await court.queue();
  assert.deepEqual(more, []);
  assert.deepEqual(
    [row!.kind, row!.author?.handle, row!.isHidden, row!.why],
    ['membername', 'agent', false, [{ code: 'word', text: 'Watched word: rival' }]],
  );
  const [counted] = await app.db.query<{ hits: number }>(
    'select hits::int from moderation_words where id = $1',
    [rival.id],
  );
  assert.equal(counted!.hits, 1);
  await assert.rejects(join('gizmo', 'Gizmotron'), { code: 'member.words_refused' });
  const joined = await app.db.query(`select 1 from members where handle = 'gizmo'`);
  assert.deepEqual(joined, []);
});
