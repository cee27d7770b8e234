import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestApp } from '../../../test/helpers/app.ts';
import { definePort, ROLES, systemActor } from './index.ts';

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

describe('actors', () => {
  it('are the strongest role first, and the system may do everything', () => {
    assert.deepEqual(ROLES, ['owner', 'admin', 'manager', 'agent', 'viewer']);
    assert.ok(systemActor.permissions.has('*'));
  });
});
