import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Actor, systemActor } from '#platform/app/index.ts';
import { createTestApp } from '../../../test/helpers/app.ts';
import { audit } from './index.ts';

const { app, close } = await createTestApp();
after(close);
const rows = (subject: string) =>
  app.db.query<Record<string, unknown>>('select * from audit_entries where subject = $1 order by id', [
    subject,
  ]);

describe('a line of the audit log', () => {
  it('says who did what to what, from where', async () => {
    const actor: Actor = {
      kind: 'token',
      id: 'user_1',
      name: 'Una "the" O’Brien',
      role: 'agent',
      permissions: new Set(),
      address: '192.0.2.1',
    };
    await audit(app, actor, { action: 'topic.saved', subject: 'top_1', detail: { name: 'a\nb', count: 2 } });
    const [row] = await rows('top_1');
    assert.match(String(row?.['id']), /^aud_/);
    assert.deepEqual(
      [
        row?.['actor_kind'],
        row?.['actor_id'],
        row?.['actor_name'],
        row?.['action'],
        row?.['detail'],
        row?.['address'],
      ],
      ['token', 'user_1', 'Una "the" O’Brien', 'topic.saved', { name: 'a\nb', count: 2 }, '192.0.2.1'],
    );
  });

  it('stands and falls with the change that it records', async () => {
    const change = app.db.transaction(async () => {
      await audit(app, systemActor, { action: 'x.done', subject: 'undone' });
      throw new Error('not after all');
    });
    await assert.rejects(change);
    assert.deepEqual(await rows('undone'), []);
  });

  it('needs no detail and no address', async () => {
    await audit(app, systemActor, { action: 'x.done', subject: 'bare' });
    const [row] = await rows('bare');
    assert.deepEqual([row?.['detail'], row?.['address'], row?.['actor_kind']], [{}, null, 'system']);
  });
});
