import { test } from 'node:test';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ROLES } from '#platform/app/index.ts';
import { narrow, permissionsOf, type PermissionTable, wrongScope } from './permissions.ts';

const TABLE: PermissionTable = new Map([
  ['inbox.read', ['owner', 'admin', 'manager', 'agent', 'viewer']],
  ['inbox.answer', ['owner', 'admin', 'manager', 'agent']],
  ['topics.manage', ['owner', 'admin', 'manager']],
  ['staff.manage', ['owner', 'admin']],
]);

test('a role holds what the table gives it, and nothing else', () => {
  assert.deepEqual([...permissionsOf('agent', TABLE)], ['inbox.read', 'inbox.answer']);
  assert.deepEqual([...permissionsOf('viewer', TABLE)], ['inbox.read']);
});

test('the read bundle looks, the write bundle does', () => {
  const held = permissionsOf('manager', TABLE);
  assert.deepEqual([...narrow(held, ['read'])], ['inbox.read']);
  assert.deepEqual([...narrow(held, ['write'])], ['inbox.read', 'inbox.answer', 'topics.manage']);
  assert.deepEqual([...narrow(held, ['topics.manage'])], ['topics.manage']);
  assert.deepEqual([...narrow(held, [])], []);
});

test('no scopes ever give more than the role', () => {
  const scope = fc.constantFrom('read', 'write', '*', ...TABLE.keys());
  fc.assert(
    fc.property(fc.constantFrom(...ROLES), fc.array(scope, { maxLength: 6 }), (role, scopes) => {
      const held = permissionsOf(role, TABLE);
      return [...narrow(held, scopes)].every((permission) => held.has(permission));
    }),
  );
});

test('names what is wrong with a scope', () => {
  const held = permissionsOf('agent', TABLE);
  assert.equal(wrongScope(['read', 'inbox.answer'], held, TABLE), undefined);
  assert.deepEqual(wrongScope(['read', 'inbox.fly'], held, TABLE), { scope: 'inbox.fly', isUnknown: true });
  assert.deepEqual(wrongScope(['staff.manage'], held, TABLE), { scope: 'staff.manage', isUnknown: false });
  assert.deepEqual(wrongScope(['*'], held, TABLE), { scope: '*', isUnknown: true });
});
