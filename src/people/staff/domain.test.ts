import { test } from 'node:test';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ROLES } from '#platform/app/index.ts';
import { mayGrant, refusalOf, type StaffChange } from './domain.ts';

const member = (id: string, role: (typeof ROLES)[number]) => ({ id, role, state: 'active' as const });

test('the last owner stays an active owner', () => {
  const last = member('a', 'owner');
  assert.equal(refusalOf(last, last, { role: 'admin' }, ['a']), 'staff.last_owner');
  assert.equal(refusalOf(last, last, { state: 'disabled' }, ['a']), 'staff.last_owner');
  assert.equal(refusalOf(last, last, { role: 'owner', name: 'A' }, ['a']), null);
  assert.equal(refusalOf(last, last, { role: 'admin' }, ['a', 'b']), null);
});

test('admins leave owners alone and make none', () => {
  const admin = member('x', 'admin');
  assert.equal(refusalOf(admin, member('a', 'owner'), { name: 'Z' }, ['a', 'b']), 'staff.owners_only');
  assert.equal(refusalOf(admin, member('c', 'agent'), { role: 'owner' }, ['a']), 'staff.owners_only');
  assert.equal(refusalOf(admin, member('c', 'agent'), { role: 'admin' }, ['a']), null);
  assert.deepEqual(
    ROLES.filter((role) => mayGrant('admin', role)),
    ['admin', 'manager', 'agent', 'viewer'],
  );
});

test('nobody disables themselves', () => {
  const admin = member('x', 'admin');
  assert.equal(refusalOf(admin, admin, { state: 'disabled' }, ['a']), 'staff.not_yourself');
});

test('whatever is allowed, somebody owns the place afterwards', () => {
  const state = fc.constantFrom('active' as const, 'disabled' as const);
  const people = fc.array(fc.record({ role: fc.constantFrom(...ROLES), state }), {
    minLength: 1,
    maxLength: 5,
  });
  const steps = fc.array(
    fc.record({
      by: fc.nat(4),
      on: fc.nat(4),
      change: fc.record({
        role: fc.option(fc.constantFrom(...ROLES), { nil: undefined }),
        state: fc.option(state, { nil: undefined }),
      }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(people, steps, (drawn, moves) => {
      const staff = drawn.map((one, index) => ({ ...one, id: String(index) }));
      staff[0] = { id: '0', role: 'owner', state: 'active' };
      const owners = () =>
        staff.filter((one) => one.role === 'owner' && one.state === 'active').map((one) => one.id);
      for (const { by, on, change } of moves) {
        const [actor, target] = [staff[by % staff.length]!, staff[on % staff.length]!];
        if (actor.state === 'disabled' || refusalOf(actor, target, change as StaffChange, owners()) !== null)
          continue;
        target.role = change.role ?? target.role;
        target.state = change.state ?? target.state;
        assert.ok(owners().length > 0);
      }
    }),
  );
});
