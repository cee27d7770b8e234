import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestApp, until } from '../../../test/helpers/app.ts';
import { definePort, perApp, remember, ROLES, systemActor } from './index.ts';

const { app, close } = await createTestApp();
after(close);

describe('a port', () => {
  it('gives what was provided last, and says what is missing', () => {
    const port = definePort<number>('test.number');
    assert.equal(app.find(port), undefined);
    assert.throws(() => app.use(port), /nothing provides test\.number/);
    app.provide(port, 0);
    assert.deepEqual([app.use(port), app.find(port)], [0, 0], 'what is falsy is provided, too');
    app.provide(port, 7);
    assert.equal(app.use(port), 7);
  });
});

describe('what is remembered', () => {
  it('is read once, again after a change by anybody, and not kept where it could not be read', async () => {
    let [reads, isBroken] = [0, false];
    const held = remember(
      async () => {
        reads += 1;
        if (isBroken) throw new Error('no database');
        return reads;
      },
      ({ name }) => name === 'bus.resync',
    );
    const both = () => Promise.all([held.read(app), held.read(app)]);
    assert.deepEqual(
      [await both(), await both()],
      [
        [1, 1],
        [1, 1],
      ],
    );
    const undone = app.db.transaction(async () => {
      held.forget(app);
      throw new Error('rolled back');
    });
    await assert.rejects(undone, /rolled back/);
    assert.deepEqual(await both(), [1, 1], 'nothing changed');
    await app.db.transaction(async () => {
      held.forget(app);
      assert.deepEqual(await both(), [1, 1], 'others read what holds until then');
    });
    assert.deepEqual(await both(), [2, 2]);
    await app.bus.publish('bus.resync', {});
    await until('another process said so', async () => (await held.read(app)) === 3);
    held.forget(app);
    isBroken = true;
    await assert.rejects(both(), /no database/);
    isBroken = false;
    assert.deepEqual(await both(), [5, 5]);
  });

  it('is never what a change read that failed afterwards, whoever asks meanwhile', async () => {
    let stored = 'before';
    const held = remember(
      async () => stored,
      () => false,
    );
    const broken = app.db.transaction(async () => {
      stored = 'never';
      held.forget(app);
      assert.equal(await held.read(app), 'never', 'the change itself sees what it did');
      stored = 'before';
      throw new Error('rolled back');
    });
    await assert.rejects(broken, /rolled back/);
    assert.equal(await held.read(app), 'before');
  });
});

describe('what is made once for an app', () => {
  it('is made when it is first asked for, and is another one for another app', () => {
    let made = 0;
    const boxOf = perApp(() => ({ number: (made += 1) }));
    assert.equal(made, 0);
    assert.equal(boxOf(app), boxOf(app));
    assert.notEqual(boxOf({ ...app }), boxOf(app));
    assert.equal(made, 2);
  });
});

describe('actors', () => {
  it('are the strongest role first, and the system may do everything', () => {
    assert.deepEqual(ROLES, ['owner', 'admin', 'manager', 'agent', 'viewer']);
    assert.ok(systemActor.permissions.has('*'));
  });
});
