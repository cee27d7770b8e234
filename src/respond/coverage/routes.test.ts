import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestServer } from '../../../test/helpers/server.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { coverageFeature } from './index.ts';
import { SLOT_MS, slotOf } from './service/contacts.ts';
import { addContacts } from './store/contacts.ts';

const rapport = await createTestServer([sessionsFeature, coverageFeature]);
after(rapport.close);
const manager = await rapport.staff('manager');
const agent = await rapport.staff('agent');
const base = '/api/v1/coverage';
const shift = {
  name: 'Late',
  people: 3,
  networks: ['mail'],
  weekdays: [0, 1],
  fromMinute: 1320,
  toMinute: 1800,
  validFrom: '2026-01-01',
};

describe('coverage over HTTP', () => {
  it('says that nothing is known yet, instead of guessing', async () => {
    const { status, body } = await agent.get(`${base}/forecast?days=2`);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.channels, body.knownDays, body.halves.length], [[], 0, 96]);
    assert.equal((await agent.get(`${base}/forecast?days=99`)).status, 400);
    assert.equal((await rapport.browser().get(`${base}/forecast`)).status, 401);
  });

  it('keeps shifts, over midnight too, and refuses those that cannot be', async () => {
    const made = await manager.post(`${base}/shifts`, shift);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal((await agent.get(`${base}/shifts`)).body.items[0].toMinute, 1800);
    const changed = await manager.put(`${base}/shifts/${made.body.id}`, { ...shift, people: 5 });
    assert.equal(changed.body.people, 5);
    const wrong = [
      { ...shift, toMinute: 1320 },
      { ...shift, toMinute: 2800, fromMinute: 0 },
      { ...shift, weekdays: [] },
      { ...shift, weekdays: [7] },
      { ...shift, people: 0 },
      { ...shift, people: 2, userId: manager.userId },
      { ...shift, validUntil: '2025-12-31' },
    ];
    for (const body of wrong)
      assert.equal((await manager.post(`${base}/shifts`, body)).status, 400, JSON.stringify(body));
    assert.equal((await agent.post(`${base}/shifts`, shift)).status, 403);
    assert.equal((await manager.delete(`${base}/shifts/${made.body.id}`)).status, 204);
    assert.equal(
      (await manager.delete(`${base}/shifts/${made.body.id}`)).body.error.code,
      'coverage.no_shift',
    );
    const lines = await rapport.app.db.query<{ action: string }>(
      'select action from audit_entries where subject = $1 order by id',
      [made.body.id],
    );
    assert.deepEqual(
      lines.map(({ action }) => action),
      ['shift.added', 'shift.changed', 'shift.removed'],
    );
  });

  it('tells what was expected, with its band, and the people it needs', async () => {
    const now = slotOf(new Date()).getTime();
    await addContacts(
      rapport.app,
      Array.from({ length: 15 * 48 }, (_, i) =>
        Array.from({ length: 8 }, () => ({ slot: new Date(now - (i + 1) * SLOT_MS), network: 'mail' })),
      ).flat(),
    );
    const settings = (await agent.get(`${base}/settings`)).body;
    const saved = await manager.put(`${base}/settings`, { ...settings, shrinkage: 0.2, countries: ['DE'] });
    assert.equal(saved.body.shrinkage, 0.2);
    assert.equal((await agent.put(`${base}/settings`, settings)).status, 403);
    assert.equal((await manager.put(`${base}/settings`, { ...settings, mostBusy: 3 })).status, 400);
    const { body } = await agent.get(`${base}/forecast?days=1`);
    const [mail] = body.channels;
    assert.deepEqual([mail.network, mail.slots.length, mail.lastWeek.length], ['mail', 48, 336]);
    for (const { mean, low, high, needed } of mail.slots) {
      assert.ok(low <= mean && mean <= high && Math.abs(mean - 8) < 3, `${low} ${mean} ${high}`);
      assert.ok(needed >= 2 && needed <= 5, String(needed));
    }
    assert.ok(mail.error.error < 0.5 && mail.error.slots > 300, JSON.stringify(mail.error));
  });
});

describe('stages over HTTP', () => {
  it('are set by those who lead; everybody sees whether they may send, and why not', async () => {
    assert.deepEqual((await agent.get(`${base}/may-send`)).body, {
      stage: 'everybody',
      maySend: true,
      reason: null,
    });
    assert.equal((await agent.put(`${base}/stage`, { stage: 'watch' })).status, 403);
    const watched = await manager.put(`${base}/stage`, { stage: 'watch' });
    assert.deepEqual([watched.body.stage, watched.body.figures.peopleAllowed], ['watch', 0]);
    assert.equal(watched.body.advice.next, 'small-team');
    const may = (await agent.get(`${base}/may-send`)).body;
    assert.equal(may.maySend, false);
    assert.match(may.reason, /draft/);
    assert.equal(
      (await manager.put(`${base}/stage`, { stage: 'small-team' })).body.error.code,
      'stage.nobody',
    );
    await manager.put(`${base}/stage`, { stage: 'small-team', userIds: [agent.userId] });
    assert.equal((await agent.get(`${base}/may-send`)).body.maySend, true);
    assert.equal((await manager.get(`${base}/may-send`)).body.maySend, false);
    assert.equal((await manager.put(`${base}/stage`, { stage: 'nobody' })).status, 400);
    assert.equal((await manager.put(`${base}/stage`, { stage: 'everybody' })).body.stage, 'everybody');
  });
});
