import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { audit } from '#platform/audit/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { migrateJobs } from '#platform/jobs/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { restoreBackup, writeBackup } from './index.ts';
import { listTables, nameOf } from './tables.ts';

const AWKWARD = [
  'plain',
  'tab\tand\nnew line',
  '\\.',
  '\\N',
  'quote \' and "',
  'emoji 🧑‍🚒 and \u2028',
  '-- end 00',
  'COPY "public"."x" FROM stdin;',
  '',
];

describe('backup and restore', () => {
  let source: TestApp;
  let folder: string;
  let file: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rapport-backup-'));
    file = path.join(folder, 'backup.sql.gz');
    source = await createTestApp();
    await migrateJobs(source.app.db);
    for (const text of AWKWARD)
      await audit(source.app, systemActor, { action: 'tried', subject: text, detail: { text } });
    for (let length = 0; length < 200_000; length += 50_000)
      await audit(source.app, systemActor, { action: 'long', subject: 'x'.repeat(length), detail: {} });
    await source.app.jobs.enqueue('some.job', { a: 1 }, { runAt: new Date(Date.now() + 86_400_000) });
    await writeBackup({ pool: source.app.db.pool, file, version: 'test', wrappedKey: 'wrapped' });
  });

  after(async () => {
    await source.close();
    await rm(folder, { recursive: true });
  });

  it('fails and leaves nothing behind when the database goes away while it is written', async () => {
    await withEmpty(async (target) => {
      const { db } = target.app;
      await db.query(
        `insert into audit_entries (id, actor_kind, actor_id, actor_name, action, subject, detail)
           select 'aud_' || i, 'system', 's', 's', 'a', 'b', jsonb_build_object('x', repeat(md5(i::text), 100)) from generate_series(1, 20000) i`,
      );
      const lost = path.join(folder, 'lost.sql.gz');
      let killing: Promise<void> | undefined;
      const onTable = (name: string) => {
        if (name === 'public.audit_entries') killing = killCopy(target);
      };
      await assert.rejects(writeBackup({ pool: db.pool, file: lost, version: 'test', onTable }));
      await killing;
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.startsWith('lost')),
        [],
      );
    });
  });

  it('gives the same rows in an empty database', async () => {
    await withEmpty(async (target) => {
      const result = await restoreBackup(target.app.db.pool, file);
      assert.equal(result.wrappedKey, 'wrapped');
      assert.ok(result.rows > AWKWARD.length);
      assert.deepEqual(await fingerprints(target), await fingerprints(source));
      await target.app.jobs.enqueue('next.job', {});
    });
  });

  it('refuses a database that holds something, and leaves it alone', async () => {
    await withEmpty(async (target) => {
      await audit(target.app, systemActor, { action: 'here', subject: 'first' });
      const before = await fingerprints(target);
      await assert.rejects(restoreBackup(target.app.db.pool, file), { code: 'backup.not_empty' });
      assert.deepEqual(await fingerprints(target), before);
    });
  });

  it('refuses what is cut, changed or not a backup', async () => {
    const script = gunzipSync(await readFile(file)).toString('utf8');
    const changed = {
      cut: script.slice(0, -80),
      changed: script.replace('plain', 'plane'),
      added: `${script}drop table audit_entries;\n`,
      other: 'hello\n',
    };
    await withEmpty(async (target) => {
      for (const [name, text] of Object.entries(changed)) {
        const bad = path.join(folder, name);
        await writeFile(bad, gzipSync(text));
        await assert.rejects(
          restoreBackup(target.app.db.pool, bad),
          { code: name === 'other' ? 'backup.not_a_backup' : 'backup.damaged' },
          name,
        );
      }
      await writeFile(path.join(folder, 'half'), (await readFile(file)).subarray(0, 400));
      await assert.rejects(restoreBackup(target.app.db.pool, path.join(folder, 'half')), {
        code: 'backup.damaged',
      });
      await writeFile(path.join(folder, 'text'), 'not gzipped at all');
      await assert.rejects(restoreBackup(target.app.db.pool, path.join(folder, 'text')), {
        code: 'backup.not_a_backup',
      });
      await assert.rejects(restoreBackup(target.app.db.pool, path.join(folder, 'missing')), {
        code: 'backup.not_a_backup',
      });
    });
  });

  it('refuses a backup of other tables', async () => {
    await withEmpty(async (target) => {
      await target.app.db.query(
        `insert into schema_migrations (name, checksum) values ('99999999T0000_later', 'x')`,
      );
      await assert.rejects(restoreBackup(target.app.db.pool, file), { code: 'backup.other_version' });
    });
  });
});

async function withEmpty(work: (target: TestApp) => Promise<void>): Promise<void> {
  const target = await createTestApp();
  try {
    await migrateJobs(target.app.db);
    await work(target);
  } finally {
    await target.close();
  }
}

async function fingerprints(from: TestApp): Promise<Record<string, string>> {
  const client = await from.app.db.pool.connect();
  try {
    const found: Record<string, string> = {};
    for (const table of await listTables(client)) {
      const { rows } = await client.query<{ sum: string }>(
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${nameOf(table)} t`,
      );
      found[nameOf(table)] = rows[0]!.sum;
    }
    return found;
  } finally {
    client.release();
  }
}

/** Ends the connection that copies the large table, as soon as it does. */
async function killCopy({ app }: TestApp): Promise<void> {
  await until('the copy is stopped', async () => {
    const rows = await app.db.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query like 'copy "public"."audit_entries"%' and state = 'active' and pid <> pg_backend_pid()`,
    );
    return rows.length > 0;
  });
}
