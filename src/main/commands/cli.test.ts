import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestDatabase } from '../../../test/helpers/database.ts';
import { runCommands, runProgram, temporaryData } from '../../../test/helpers/program.ts';
import { Client } from 'pg';
import packageJson from '../../../package.json' with { type: 'json' };
import { commands } from './index.ts';

const data = await temporaryData();
const database = await createTestDatabase();
after(async () => {
  await database.drop();
  await data.remove();
});

const ENV = { RAPPORT_DATA: data.path, DATABASE_URL: database.url, PORT: '0' };

async function run(args: string[], env: Record<string, string> = {}) {
  const child = runProgram(args, { ...ENV, ...env });
  const { code } = await child.ended;
  return good(args, { code, said: child.said() });
}

/** What commands say that start nothing, all in one process. */
async function runAll(commandLines: string[][], env: Record<string, string> = {}) {
  const answers = await runCommands(commandLines, { ...ENV, ...env });
  assert.equal(answers.length, commandLines.length);
  return commandLines.map((args, i) => ({ args, ...good(args, answers[i]!) }));
}

function good<T extends { said: string }>(args: readonly string[], answer: T): T {
  assert.doesNotMatch(answer.said, /^\s+at .*:\d+/m, `${args.join(' ')}: no stack trace`);
  return answer;
}

describe('rapport', () => {
  it('lists every command, asked in whichever way', async () => {
    for (const { code, said } of [await run([]), ...(await runAll([['help'], ['--help'], ['-h']]))]) {
      assert.equal(code, 0);
      for (const [name, { summary }] of commands)
        assert.ok(said.includes(`  ${name.padEnd(10)} ${summary}`), name);
    }
  });

  it('says its version', async () => {
    for (const { code, said } of [await run(['version']), ...(await runAll([['--version']]))])
      assert.deepEqual({ code, said }, { code: 0, said: `${packageJson.version}\n` });
  });

  it('does not know what is no command', async () => {
    const unknown = ['Serve', '', '__proto__', 'constructor', '--nonsense', '../cli'];
    const all = await runAll(unknown.map((name) => [name]));
    for (const { args, code, said } of [{ args: ['nonsense'], ...(await run(['nonsense'])) }, ...all])
      assert.deepEqual(
        [code, said],
        [2, `rapport: there is no command "${args[0]}". "rapport help" lists them.\n`],
      );
  });

  const names = [...commands.keys()].filter((name) => name !== 'help');
  it('tells what each command is for when it is asked with --help, and does nothing', async () => {
    for (const { args, code, said } of await runAll(names.map((name) => [name, '--help']))) {
      assert.equal(code, 0, `${args[0]}: ${said}`);
      // Commands that differ only in what they leave out share one text.
      assert.match(said, new RegExp(`^(Usage: )?rapport (${args[0]}|serve)`), args[0]);
    }
  });

  it('refuses an option that a command does not know, as used wrongly', async () => {
    for (const { args, code, said } of await runAll(names.map((name) => [name, '--no-such-option']))) {
      assert.equal(code, 2, `${args[0]}: ${said}`);
      assert.match(said, /rapport|Usage/, args[0]);
    }
    const { code } = await run(['serve', '--no-such-option']);
    assert.equal(code, 2);
  });

  it('names an environment that is wrong, before it touches anything', async () => {
    const wrong = { PORT: 'eighty', LOG_LEVEL: 'loud' };
    const plain = ['serve', 'listen', 'work', 'migrate', 'doctor', 'import', 'sources', 'seed'];
    const lines = [
      ...plain.map((name) => [name]),
      ['feed', 'parse', '-'],
      ['backup', '/tmp/x'],
      ['restore', '/tmp/x'],
    ];
    const alone = { args: ['serve'], ...(await run(['serve'], wrong)) };
    for (const { args, code, said } of [alone, ...(await runAll(lines, wrong))]) {
      assert.ok(code !== 0, args[0]);
      assert.match(said, /The environment is not usable: PORT: .*LOG_LEVEL: /s, args[0]);
    }
  });

  it('says in one line that the database cannot be reached', async () => {
    const env = { DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/x' };
    const alone = { args: ['serve'], ...(await run(['serve'], env)) };
    for (const { args, code, said } of [
      alone,
      ...(await runAll([['migrate'], ['seed'], ['sources', 'list']], env)),
    ]) {
      assert.equal(code, 1, `${args[0]}: ${said}`);
      assert.match(said, /127\.0\.0\.1:1/, args[0]);
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
    for (const { code, said } of await runAll([['migrate'], ['migrate']]))
      assert.deepEqual({ code, said }, { code: 0, said: 'The database is up to date.\n' });
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
    const wrong = [['search'], ['search', 'rebuild', 'now'], ['search', 'find']];
    for (const refused of await runAll(wrong)) {
      assert.equal(refused.code, 2);
      assert.match(refused.said, /Usage: rapport search rebuild/);
    }
  });

  it('says how many files tell of people, and cleans nothing in a dry run', async () => {
    const answers = await runAll([
      ['files', 'strip', '--dry-run'],
      ['files', 'strip'],
      ['files', 'burn'],
      ['files'],
    ]);
    assert.deepEqual(
      answers.map(({ code }) => code),
      [0, 0, 2, 2],
    );
    assert.match(
      answers[0]!.said,
      /0 of 0 photos and films tell of people or cannot be followed\. Nothing to do\./,
    );
    assert.match(answers[2]!.said, /Usage: rapport files strip \[--dry-run\]/);
  });
});
