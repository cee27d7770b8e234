import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestDatabase } from '../../../test/helpers/database.ts';
import { runProgram, temporaryData } from '../../../test/helpers/program.ts';
import { Client } from 'pg';
import packageJson from '../../../package.json' with { type: 'json' };
import { commands } from './index.ts';

const data = await temporaryData();
const database = await createTestDatabase();
after(async () => {
  await database.drop();
  await data.remove();
});

async function run(args: string[], env: Record<string, string> = {}) {
  const child = runProgram(args, { RAPPORT_DATA: data.path, DATABASE_URL: database.url, PORT: '0', ...env });
  const { code } = await child.ended;
  assert.doesNotMatch(child.said(), /^\s+at .*:\d+/m, `${args.join(' ')}: no stack trace`);
  return { code, said: child.said() };
}

describe('rapport', () => {
  it('lists every command, asked in whichever way', async () => {
    for (const args of [[], ['help'], ['--help'], ['-h']]) {
      const { code, said } = await run(args);
      assert.equal(code, 0);
      for (const [name, { summary }] of commands)
        assert.ok(said.includes(`  ${name.padEnd(10)} ${summary}`), name);
    }
  });

  it('says its version', async () => {
    for (const args of [['version'], ['--version']])
      assert.deepEqual(await run(args), { code: 0, said: `${packageJson.version}\n` });
  });

  for (const name of ['nonsense', 'Serve', '', '__proto__', 'constructor', '--nonsense', '../cli']) {
    it(`does not know "${name}"`, async () => {
      const { code, said } = await run([name]);
      assert.deepEqual(
        [code, said],
        [2, `rapport: there is no command "${name}". "rapport help" lists them.\n`],
      );
    });
  }

  const names = [...commands.keys()].filter((name) => name !== 'help');
  for (const name of names) {
    it(`${name} --help tells what it is for and does nothing`, async () => {
      const { code, said } = await run([name, '--help']);
      assert.equal(code, 0, said);
      // Commands that differ only in what they leave out share one text.
      assert.match(said, new RegExp(`^(Usage: )?rapport (${name}|serve)`));
    });

    it(`${name} refuses an option that it does not know, as used wrongly`, async () => {
      const { code, said } = await run([name, '--no-such-option']);
      assert.equal(code, 2, said);
      assert.match(said, /rapport|Usage/);
    });
  }

  it('names an environment that is wrong, before it touches anything', async () => {
    for (const name of [
      'serve',
      'listen',
      'work',
      'migrate',
      'doctor',
      'import',
      'sources',
      'feed',
      'backup',
      'restore',
      'seed',
    ]) {
      const args =
        name === 'feed'
          ? ['feed', 'parse', '-']
          : ['backup', 'restore'].includes(name)
            ? [name, '/tmp/x']
            : [name];
      const { code, said } = await run(args, { PORT: 'eighty', LOG_LEVEL: 'loud' });
      assert.ok(code !== 0, name);
      assert.match(said, /The environment is not usable: PORT: .*LOG_LEVEL: /s, name);
    }
  });

  it('says in one line that the database cannot be reached', async () => {
    for (const name of ['migrate', 'seed', 'serve', 'sources']) {
      const { code, said } = await run([name, ...(name === 'sources' ? ['list'] : [])], {
        DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/x',
      });
      assert.equal(code, 1, `${name}: ${said}`);
      assert.match(said, /127\.0\.0\.1:1/, name);
      assert.doesNotMatch(said, /hunter2/);
    }
  });

  it('backup and restore say what is missing', async () => {
    const missing = await run(['restore', '/nowhere/backup.gz']);
    assert.equal(missing.code, 2, missing.said);
    const short = await run(['backup', '/tmp/never-written'], { RAPPORT_BACKUP_PASSPHRASE: 'short' });
    assert.deepEqual([short.code, /12 characters or more/.test(short.said)], [2, true]);
  });

  it('migrate brings an empty database up to date, and does nothing the second time', async () => {
    for (let i = 0; i < 2; i++)
      assert.deepEqual(await run(['migrate']), { code: 0, said: 'The database is up to date.\n' });
  });

  it('builds the search anew from the shell, and finds again what an index had lost', async () => {
    const asked = async (sql: string) => {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      try {
        return (await client.query<{ word: string }>(sql)).rows.map(({ word }) => word);
      } finally {
        await client.end();
      }
    };
    assert.equal((await run(['migrate'])).code, 0);
    await asked(`insert into search_words (word, uses, parts) values ('leftover', 1, '{}')`);
    const { code, said } = await run(['search', 'rebuild']);
    assert.equal(code, 0, said);
    assert.match(said, /^Built in \d+ s\.$/m);
    assert.deepEqual(await asked(`select word from search_words where word = 'leftover'`), []);
    assert.deepEqual(await asked('select source as word from search_building where is_built order by 1'), [
      'article',
      'case',
      'conversation',
    ]);
    for (const wrong of [['search'], ['search', 'rebuild', 'now'], ['search', 'find']]) {
      const refused = await run(wrong);
      assert.equal(refused.code, 2);
      assert.match(refused.said, /Usage: rapport search rebuild/);
    }
  });
});
