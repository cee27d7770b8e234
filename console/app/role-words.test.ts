import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listRoles } from './role-words.ts';

test('roles are listed strongest first, as people would say it', () => {
  assert.equal(listRoles(['manager', 'owner', 'admin']), 'owners, admins and managers');
  assert.equal(listRoles(['agent', 'owner']), 'owners and agents');
  assert.equal(listRoles(['viewer']), 'viewers');
  assert.equal(listRoles([]), 'nobody');
});
