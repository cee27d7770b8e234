import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runProgram, temporaryData } from '../../../test/helpers/program.ts';
import { TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { wholeServer } from '../testing/whole-server.ts';

const data = await temporaryData();
const rapport = await wholeServer();
after(async () => {
  await rapport.close();
  await data.remove();
});

async function ownerCommand(...words: string[]) {
  const env = {
    RAPPORT_DATA: data.path,
    DATABASE_URL: rapport.databaseUrl,
    PUBLIC_URL: 'http://localhost:3000',
    RAPPORT_KEY: rapport.app.config.secretKey!,
  };
  const child = runProgram(['owner', ...words], env);
  const { code } = await child.ended;
  assert.doesNotMatch(child.said(), /^\s+at .*:\d+/m, 'no stack trace');
  return { code, said: child.said() };
}

test('without an owner it prints the link that makes one', async () => {
  const { code, said } = await ownerCommand('link');
  assert.equal(code, 0, said);
  assert.match(said, /^ {2}http:\/\/localhost:3000\/welcome#token=[\w-]{43}$/m);
});

test('a locked-out owner chooses a new password and is in, with an entry in the audit log', async () => {
  const owner = await rapport.staff('owner', 'olga@tee.example');
  await owner.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
  await rapport.app.db.query('update users set has_totp = true where id = $1', [owner.userId]);
  const { code, said } = await ownerCommand('link', 'Olga@tee.example', '--without-second-factor');
  assert.equal(code, 0, said);
  const token = /^ {2}http:\/\/localhost:3000\/sign-in#reset=(\S+)$/m.exec(said)?.[1];
  const newPassword = 'nine loud herons';
  const reset = () => rapport.browser().post('/api/auth/reset-password', { newPassword, token });
  const first = await reset();
  assert.equal(first.status, 200, JSON.stringify(first.body));
  assert.equal((await reset()).status, 400, 'once');
  const browser = rapport.browser();
  await browser.post('/api/auth/sign-in/email', { email: 'olga@tee.example', password: newPassword });
  const log = (await browser.get('/api/v1/audit')).body;
  const byCommand = log.items.filter((one: { detail: { by?: string } }) => one.detail.by === 'command line');
  assert.deepEqual(byCommand.map((one: { action: string }) => one.action).toSorted(), [
    'password.link_made',
    'totp.reset',
  ]);
});

test('it asks which owner when there are several, and knows no others', async () => {
  await rapport.staff('owner', 'otto@tee.example');
  await rapport.staff('admin', 'ada@tee.example');
  const several = await ownerCommand('link');
  assert.equal(several.code, 2);
  assert.match(several.said, /olga@tee\.example.*otto@tee\.example/);
  for (const email of ['ada@tee.example', 'nobody@tee.example'])
    assert.match((await ownerCommand('link', email)).said, /No active owner/);
  assert.equal((await ownerCommand()).code, 2);
  assert.equal((await ownerCommand('--help')).code, 0);
});
