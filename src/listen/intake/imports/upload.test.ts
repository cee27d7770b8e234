import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, it } from 'node:test';
import { connectorsPort } from '#connectors/kit/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../../test/helpers/app.ts';
import { getImport, startImport } from './service.ts';

let test: TestApp;
let app: App;
let dataDir: string;

before(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'rapport-upload-'));
  test = await createTestApp({ dataDir });
  app = test.app;
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map(),
    profiles: new Map(),
    lineParsers: new Map([['ndjson', () => null]]),
  });
});
after(async () => {
  await test.close();
  await rm(dataDir, { recursive: true, force: true });
});

const upload = (body: Readable, more: { limit: number; announced?: number }) =>
  startImport(app, systemActor, { format: 'ndjson', name: 'x', keepsAll: false, body, ...more });
const files = () => readdir(path.join(dataDir, 'imports')).catch(() => []);

/** Chunks without a length beforehand, and how many were asked for. */
function chunks(count: number, size: number) {
  const given = { count: 0 };
  const body = Readable.from(
    (function* () {
      for (; given.count < count; given.count++) yield Buffer.alloc(size, 120);
    })(),
    { objectMode: true, highWaterMark: 1 },
  );
  return { body, given };
}

it('holds the limit while the body flows, keeps nothing, and stops reading', async () => {
  const { body, given } = chunks(1_000_000, 1000);
  await assert.rejects(
    upload(body, { limit: 10_000 }),
    (error: Error & { status?: number; code?: string }) => {
      assert.deepEqual([error.code, error.status], ['import.too_large', 413]);
      assert.match(error.message, /larger than the 10000 bytes.*Nothing of it was kept/);
      return true;
    },
  );
  assert.ok(given.count < 100, `${given.count} chunks were read`);
  assert.deepEqual(await files(), []);
  assert.equal((await app.db.query('select 1 from imports')).length, 0);
});

it('refuses what says beforehand that it is too large without reading any of it', async () => {
  const { body, given } = chunks(10, 10);
  await assert.rejects(upload(body, { limit: 10_000, announced: 10_001 }), { code: 'import.too_large' });
  assert.equal(given.count, 0);
});

it('takes what is exactly as large as allowed', async () => {
  const { id } = await upload(chunks(10, 1000).body, { limit: 10_000 });
  assert.equal((await getImport(app, id)).totalBytes, 10_000);
  assert.deepEqual(await files(), [id]);
});

it('keeps nothing of an upload that breaks off', async () => {
  const before = await files();
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('{}\n');
      throw new Error('the line broke');
    })(),
  );
  await assert.rejects(upload(broken, { limit: 10_000 }), /the line broke/);
  assert.deepEqual(await files(), before);
});
