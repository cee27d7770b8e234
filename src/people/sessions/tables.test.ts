import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { getMigrations } from 'better-auth/db/migration';
import { createTestServer, TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { ownerLink, sessionsFeature } from './index.ts';
import { signInOf } from './service/sign-in.ts';

const rapport = await createTestServer([sessionsFeature], { smtpUrl: 'smtp://127.0.0.1:1' });
after(() => rapport.close());
const link = await ownerLink(rapport.app);

test('the sign-in library misses no table and no column of ours', async () => {
  const { options } = await signInOf(rapport.app);
  const db = rapport.app.db.tables<Record<string, Record<string, unknown>>>();
  const { toBeCreated, toBeAdded } = await getMigrations({ ...options, database: { db, type: 'postgres' } });
  assert.deepEqual(
    [...toBeCreated, ...toBeAdded].map((table) => [table.table, Object.keys(table.fields)]),
    [],
  );
});

test('what must not be is refused by the database itself', async () => {
  const { query } = rapport.app.db;
  const refused = (text: string) => assert.rejects(query(text), { code: /^23(505|514|503)$/ });
  const person = await rapport.staff('agent', 'constraint@staff.example');
  await refused(
    `insert into users (id, name, email, role) values ('user_x', 'X', 'constraint@staff.example', 'agent')`,
  );
  await refused(
    `insert into users (id, name, email, role) values ('user_x', 'X', 'Upper@staff.example', 'agent')`,
  );
  await refused(
    `insert into users (id, name, email, role) values ('user_x', 'X', 'x@staff.example', 'king')`,
  );
  await refused(`insert into owner_links (is_only, token_hash, expires_at) values (false, 'x', now())`);
  await refused(
    `insert into personal_tokens (id, user_id, name, token_hash, scopes) values ('t', '${person.userId}', 'x', 'y', '{}')`,
  );
  await refused(
    `insert into sessions (id, token, user_id, expires_at) values ('s', 't', 'user_nobody', now())`,
  );
});

test('a user who is deleted leaves nothing to sign in with', async () => {
  const person = await rapport.staff('agent', 'deleted@staff.example');
  await person.post('/api/v1/me/tokens', { name: 'x', scopes: ['read'] });
  await person.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
  await rapport.app.db.query('delete from users where id = $1', [person.userId]);
  for (const table of ['sessions', 'credentials', 'personal_tokens', 'totp_secrets', 'passkeys']) {
    assert.deepEqual(
      await rapport.app.db.query(`select 1 from ${table} where user_id = $1`, [person.userId]),
      [],
      table,
    );
  }
});

test('secrets that the library keeps are not readable in the database', async () => {
  const person = await rapport.staff('agent', 'sealed@staff.example');
  const set = await person.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
  const secret = new URL(set.body.totpURI).searchParams.get('secret') ?? '?';
  const token = String(link).split('token=')[1]!;
  const dump = JSON.stringify([
    await rapport.app.db.query('select * from totp_secrets'),
    await rapport.app.db.query('select * from credentials'),
    await rapport.app.db.query('select * from sign_in_keys'),
    await rapport.app.db.query('select * from owner_links'),
  ]);
  for (const readable of [secret, token, ...set.body.backupCodes, TEST_PASSWORD])
    assert.ok(!dump.includes(readable));
});
