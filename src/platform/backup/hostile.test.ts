import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { audit } from '#platform/audit/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { migrateJobs } from '#platform/jobs/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { writeBackup } from './index.ts';
import { checkBackup } from './restore.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const WRITER = path.join(import.meta.dirname, 'testing/write-to.ts');

let source: TestApp;
let folder: string;
let file: string;
let packed: Buffer;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rapport-hostile-'));
  file = path.join(folder, 'backup.sql.gz');
  source = await createTestApp();
  await migrateJobs(source.app.db);
  for (let count = 0; count < 20; count++)
    await audit(source.app, systemActor, { action: 'tried', subject: `number ${count}`, detail: { count } });
  await writeBackup({ pool: source.app.db.pool, file, version: 'test' });
  packed = await readFile(file);
});
after(async () => {
  await source.close();
  await rm(folder, { recursive: true });
});

/** The code with which a file of this content is refused; nothing when it is taken. */
async function verdictOn(content: Uint8Array): Promise<string | undefined> {
  const given = path.join(folder, 'given');
  await writeFile(given, content);
  try {
    await checkBackup(given);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe(`a backup that is not as it was written (SEED=${SEED})`, () => {
  it('is taken when it is', async () => assert.equal(await verdictOn(packed), undefined));

  it('is refused wherever it was cut', async () => {
    const near = (at: number) => at < 40 || at > packed.length - 40 || at % 61 === 0;
    for (let length = 0; length < packed.length; length++) {
      if (!near(length)) continue;
      const verdict = await verdictOn(packed.subarray(0, length));
      assert.match(verdict ?? 'taken', /^backup\.(damaged|not_a_backup)$/, `cut after ${length} bytes`);
    }
  });

  it('is refused when it ends after any of its lines, packed anew', async () => {
    const lines = gunzipSync(packed)
      .toString('utf8')
      .split(/(?<=\n)/);
    for (let count = 0; count < lines.length; count++) {
      const verdict = await verdictOn(gzipSync(lines.slice(0, count).join(''), { level: 1 }));
      assert.equal(verdict, count === 0 ? 'backup.not_a_backup' : 'backup.damaged', `${count} lines`);
    }
  });

  it('is refused without any one of its lines, or with two exchanged', async () => {
    const random = randomFrom(SEED);
    const lines = gunzipSync(packed)
      .toString('utf8')
      .split(/(?<=\n)/);
    for (let round = 0; round < 60; round++) {
      const at = Math.floor(random() * (lines.length - 1));
      const without = lines.toSpliced(at, 1);
      assert.ok(await verdictOn(gzipSync(without.join(''), { level: 1 })), `without line ${at}`);
      const exchanged = lines.with(at, lines[at + 1]!).with(at + 1, lines[at]!);
      if (lines[at] !== lines[at + 1])
        assert.ok(await verdictOn(gzipSync(exchanged.join(''), { level: 1 })), `exchanged at ${at}`);
    }
  });

  it('is refused with any bit of its content changed', async () => {
    const random = randomFrom(SEED);
    const original = gunzipSync(packed);
    for (let round = 0; round < 300; round++) {
      const changed = Buffer.from(packed);
      const at = round < 80 ? round % 20 : Math.floor(random() * packed.length);
      changed[at]! ^= 1 << Math.floor(random() * 8);
      if ((await verdictOn(changed)) !== undefined) continue;
      // Time and system in the header of the packing and the bits that fill its last byte say nothing of the content; the content is the same.
      assert.ok(gunzipSync(changed).equals(original), `a bit of byte ${at} was changed unnoticed`);
    }
  });

  it('is refused in another format by its name, with the version that reads it', async () => {
    const script = gunzipSync(packed).toString('utf8').replace('"format":1', '"format":2');
    assert.equal(await verdictOn(gzipSync(script)), 'backup.other_format');
    for (const header of ['{"format":1}', '[]', 'null', '{"format":"1","version":"x"}', '{'])
      assert.equal(await verdictOn(gzipSync(`-- rapport backup ${header}\n`)), 'backup.not_a_backup', header);
  });
});

describe('a place where no backup can be written', () => {
  const written = () => readdir(folder).then((names) => names.filter((name) => name.includes('.part')));
  const write = (to: string) => writeBackup({ pool: source.app.db.pool, file: to, version: 'test' });

  it('is named, and nothing half written stays', async () => {
    await mkdir(path.join(folder, 'is-a-folder'), { recursive: true });
    for (const to of [
      path.join(folder, 'no/such/folder/backup'),
      path.join(file, 'below-a-file'),
      path.join(folder, 'is-a-folder'),
      path.join(folder, 'x'.repeat(250)),
    ])
      await assert.rejects(write(to), { code: 'backup.not_writable' }, to);
    assert.deepEqual(await written(), []);
    assert.deepEqual(await readFile(file), packed);
  });

  it('gets a backup that only its owner reads, over an older one too', async () => {
    const again = path.join(folder, 'again');
    await writeFile(again, 'an older one');
    await chmod(again, 0o644);
    await write(again);
    assert.equal(spawnSync('stat', ['-c', '%a', again]).stdout.toString().trim(), '600');
    await checkBackup(again);
  });

  it('is a full disk: it says so, keeps the older backup and leaves nothing', async (t) => {
    const mount = path.join(folder, 'small');
    await mkdir(mount);
    const inSpace = (script: string) =>
      spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], {
        encoding: 'utf8',
      });
    const small = `mount -t tmpfs -o size=128k none '${mount}'`;
    if (inSpace(small).status !== 0) return t.skip('this machine lets nobody mount a small disk');
    await source.app.db.query(
      `insert into audit_entries (id, actor_kind, actor_id, actor_name, action, subject, detail)
         select 'aud_' || i, 'system', 's', 's', 'a', 'b', jsonb_build_object('x',
           (select string_agg(md5(random()::text || i || j), '') from generate_series(1, 100) j)) from generate_series(1, 200) i`,
    );
    const to = path.join(mount, 'backup');
    const node = `'${process.execPath}' --disable-warning=ExperimentalWarning '${WRITER}' '${source.databaseUrl}' '${to}'`;
    const { stdout, stderr } = inSpace(
      `${small} && echo older > '${to}' && ${node} && echo && cat '${to}' && ls -A '${mount}'`,
    );
    const [said, ...rest] = stdout.trim().split('\n');
    assert.match(said!, /^backup\.disk_full The disk is full at .*backup\. No backup was written/, stderr);
    assert.deepEqual(rest, ['older', 'backup']);
  });
});
