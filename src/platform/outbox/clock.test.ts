import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { Dispatcher, enqueueOut, readOut, registerSender, type SendOutcome } from './index.ts';

let rapport: TestApp;
before(async () => {
  rapport = await createTestApp();
});
after(() => rapport.close());

for (const days of [-1, 0, 1]) {
  test(`with the clock of the process moved by ${days} day, nothing leaves early, late or twice`, async (t) => {
    const { app } = rapport;
    const channel = `clock.${days + 1}`;
    const calls: number[] = [];
    registerSender(app, channel, {
      settleMs: 100,
      async send(): Promise<SendOutcome> {
        calls.push(performance.now());
        return calls.length === 1
          ? { outcome: 'postponed', reason: 'limit', retryAt: new Date(Date.now() + 700) }
          : { outcome: 'sent', receipt: { ok: true } };
      },
      readBack: async () => ({ state: 'absent' }),
    });
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + days * 86_400_000 });
    const stop = new AbortController();
    const dispatcher = new Dispatcher(app, stop.signal, { pollMs: 50 });
    const put = (key: string, lane: string, sendAt?: Date) =>
      app.db.transaction(() =>
        enqueueOut(app, { channel, lane, key, payload: {}, ...(sendAt && { sendAt }) }),
      );
    const row = await put('asked-to-wait', `${channel}:a`);
    const stateOf = async (id: string) => (await readOut(app, [id]))[0]!.state;
    await until('it is sent', async () => (await stateOf(row.id)) === 'sent');
    assert.equal(calls.length, 2, 'once refused, once sent');
    const waited = calls[1]! - calls[0]!;
    assert.ok(waited > 650, `waited ${waited} ms`);

    const later = await put('later', `${channel}:b`, new Date((await app.db.now()).getTime() + 60_000));
    const past = await put('past', `${channel}:c`, new Date((await app.db.now()).getTime() - 60_000));
    await until('what is due is sent', async () => (await stateOf(past.id)) === 'sent');
    assert.equal(await stateOf(later.id), 'ready', 'what is not due waits');
    assert.equal(calls.length, 3);
    stop.abort();
    await dispatcher.stopped();
  });
}
