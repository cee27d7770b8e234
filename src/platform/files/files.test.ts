import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { type App, systemActor } from '#platform/app/index.ts';
import { restoreBackup, writeBackup } from '#platform/backup/index.ts';
import { joined } from '../../lib/images/bytes.ts';
import { box, photo, PLACE, zeros } from '../../lib/images/testing/boxes.ts';
import { createTestApp } from '../../../test/helpers/app.ts';
import type { Browser } from '../../../test/helpers/browser.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { filesFeature } from './feature.ts';
import {
  filesOf,
  forgetFiles,
  openFile,
  publicAddress,
  readBytes,
  readFiles,
  releaseFiles,
  storeFile,
  useFiles,
} from './index.ts';
import { scanWaiting, sweepFiles } from './upkeep.ts';
import { takeUpload } from './upload.ts';

const PHOTO = new Uint8Array(readFileSync(new URL('../../lib/images/fixtures/photo.jpg', import.meta.url)));
const VIDEO = Buffer.from(
  joined([box('ftyp', 'mp42', zeros(4)), box('moov', zeros(8)), box('mdat', randomBytes(700_000))]),
);
const signal = new AbortController().signal;

let server: TestServer;
let app: App;
let agent: Browser;

before(async () => {
  server = await createTestServer([filesFeature], { filesMaxBytes: 1024 ** 2 });
  app = server.app;
  agent = await server.staff('agent');
});
after(() => server.close());

const upload = (browser: Browser, name: string, bytes: Uint8Array) =>
  browser.post(`/api/v1/files?name=${encodeURIComponent(name)}`, Buffer.from(bytes), {
    'content-type': 'application/octet-stream',
  });
const store = (name: string, bytes: Uint8Array | string = 'words', to: App = app) =>
  storeFile(to, { name, bytes: Buffer.from(bytes), purpose: 'test' });
const exists = async (id: string) => (await readFiles(app, [id])).length === 1;
const fetchRaw = (url: string, headers: Record<string, string> = {}) =>
  server.server.inject({
    method: 'GET',
    url,
    headers: { ...headers, cookie: [...agent.jar].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
const age = (id: string, hours: number) =>
  app.db.query('update files set unused_since = unused_since - make_interval(hours => $2) where id = $1', [
    id,
    hours,
  ]);

describe('what is uploaded', () => {
  it('is told by its bytes, and a photo says no more where it was taken', async () => {
    const { status, body } = await upload(agent, '..\\home\\<b>door</b>.exe', PHOTO);
    assert.equal(status, 201);
    assert.deepEqual(
      [body.name, body.mediaType, body.kind, body.width, body.height, body.scan],
      ['b>.exe', 'image/jpeg', 'image', 16, 24, 'not scanned'],
    );
    const served = await fetchRaw(`/api/v1/files/${body.id}`);
    assert.equal(served.headers['content-type'], 'image/jpeg');
    assert.ok(!served.rawPayload.includes('Lumen') && !served.rawPayload.includes('GPS'));
    assert.equal(served.rawPayload.length, body.size);
  });

  it('says no more where a film or a photo of a phone was taken, and is told apart when it could not be cleaned', async () => {
    const film = joined([VIDEO, box('free', PLACE)]);
    for (const [bytes, mediaType, kind] of [
      [film, 'video/mp4', 'video'],
      [photo('heic', 1, 0), 'image/heic', 'document'],
      [joined([box('ftyp', 'mp42'), box('mdat', PLACE)]), 'application/octet-stream', 'document'],
    ] as const) {
      const given = Buffer.from(bytes);
      const { body } = await upload(agent, 'of a phone', bytes);
      assert.deepEqual([body.mediaType, body.kind, body.size], [mediaType, kind, bytes.length]);
      const kept = Buffer.from(await readBytes(app, body.id));
      const [file] = await readFiles(app, [body.id]);
      assert.equal(createHash('sha256').update(kept).digest('hex'), file!.sha256);
      // Three letters may stand in the random pixels of a film.
      for (const trace of kind === 'video' ? [PLACE] : [PLACE, 'GPS'])
        assert.ok(!kept.includes(trace), mediaType);
      assert.ok(given.equals(bytes) && !given.equals(kept));
    }
  });

  it('is refused plainly when it is too large, announced or not, and nothing is kept', async () => {
    const count = async () => (await app.db.query('select 1 from files')).length;
    const before = await count();
    const { status, body } = await upload(agent, 'long.mp4', Buffer.alloc(1024 ** 2 + 1, 1));
    assert.deepEqual([status, body.error.code], [413, 'file.too_large']);
    assert.match(body.error.message, /larger than the 1 MB .* Nothing of it was kept/);
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(64 * 1024, (given += 1));
      })(),
    );
    await assert.rejects(
      takeUpload(app, systemActor, { name: 'x', purpose: 'x', body: endless, announced: 0 }),
      { code: 'file.too_large' },
    );
    assert.ok(given < 40, `${given} pieces were read`);
    assert.equal(await count(), before);
  });

  it('is refused when it is empty, or when there is no room for it', async () => {
    assert.equal((await upload(agent, 'x', Buffer.alloc(0))).body.error.code, 'file.empty');
    const small = { ...app, config: { ...app.config, filesTotalBytes: 10 } };
    await assert.rejects(store('x', 'eleven byte', small), { code: 'file.no_room', status: 507 });
  });

  it('is for people who may', async () => {
    const viewer = await server.staff('viewer');
    assert.equal((await upload(viewer, 'x', PHOTO)).status, 403);
    assert.equal((await upload(server.browser(), 'x', PHOTO)).status, 401);
    const { id } = await store('for all.txt');
    assert.equal((await viewer.get(`/api/v1/files/${id}`)).status, 200);
    assert.equal((await server.browser().get(`/api/v1/files/${id}`)).status, 401);
  });

  it('that broke off leaves nothing', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('first half');
        throw new Error('the line broke');
      })(),
    );
    const name = `broken ${randomBytes(4).toString('hex')}`;
    await assert.rejects(takeUpload(app, systemActor, { name, purpose: 'x', body: broken, announced: 0 }));
    assert.deepEqual(await app.db.query('select 1 from files where name = $1', [name]), []);
  });

  it('many at once all arrive', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, i) => upload(agent, `${i}.txt`, Buffer.from(`number ${i}`))),
    );
    for (const [i, { body }] of all.entries())
      assert.equal(Buffer.from(await readBytes(app, body.id)).toString(), `number ${i}`);
  });
});

describe('what is served', () => {
  it('can run nothing: sandbox, no sniffing, a download unless it is an image', async () => {
    for (const [name, bytes, type, way] of [
      ['evil.html', '<script>alert(1)</script>', 'text/plain; charset=utf-8', 'attachment'],
      [
        'evil.svg',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        'text/plain; charset=utf-8',
        'attachment',
      ],
      ['half.png', '\x89PNG\r\n\x1a\nbroken', 'application/octet-stream', 'attachment'],
      ['photo.png', PHOTO, 'image/jpeg', 'inline'],
    ] as const) {
      const { id } = await store(name, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
      const { headers } = await fetchRaw(`/api/v1/files/${id}`);
      assert.equal(headers['content-type'], type, name);
      assert.match(String(headers['content-disposition']), new RegExp(`^${way};`));
      assert.match(String(headers['content-security-policy']), /^sandbox; default-src 'none'/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
  });

  it('comes in parts, over the borders of chunks, as a player asks for them', async () => {
    const { id } = await store('clip.mp4', VIDEO);
    const url = `/api/v1/files/${id}`;
    for (const [range, first, last] of [
      ['bytes=0-0', 0, 0],
      ['bytes=262143-262144', 262_143, 262_144],
      ['bytes=100-600000', 100, 600_000],
      ['bytes=-5', VIDEO.length - 5, VIDEO.length - 1],
    ] as const) {
      const { statusCode, headers, rawPayload } = await fetchRaw(url, { range });
      assert.equal(statusCode, 206);
      assert.equal(headers['content-range'], `bytes ${first}-${last}/${VIDEO.length}`);
      assert.ok(rawPayload.equals(VIDEO.subarray(first, last + 1)), range);
    }
    const whole = await fetchRaw(url);
    assert.ok(whole.rawPayload.equals(VIDEO));
    assert.equal((await fetchRaw(url, { range: `bytes=${VIDEO.length}-` })).statusCode, 416);
    assert.equal((await fetchRaw(url, { range: 'bytes=0-1', 'if-range': '"other"' })).statusCode, 200);
    assert.equal((await fetchRaw(url, { 'if-none-match': String(whole.headers.etag) })).statusCode, 304);
  });

  it('opens for anybody under a signed address, until it runs out', async () => {
    const { id } = await store('public.txt');
    const other = await store('other.txt');
    const address = publicAddress(app, id);
    const stranger = server.browser();
    assert.equal((await stranger.get(address)).body, 'words');
    const late = publicAddress(app, id, new Date(Date.now() - 3 * 3_600_000));
    for (const wrong of [
      late,
      address.replace(id, other.id),
      address.replace(/until=\d+/, 'until=9000000000000'),
      address.replace(/proof=.*/, 'proof=x'),
    ]) {
      const { status, body } = await stranger.get(wrong);
      assert.deepEqual([status, body.error?.code], [403, 'file.address_over'], wrong);
    }
  });

  it('says what is not there', async () => {
    const { status, body } = await agent.get('/api/v1/files/file_01jd0000000000000000000000');
    assert.deepEqual([status, body.error.code], [404, 'file.not_found']);
  });
});

describe('what uses files', () => {
  it('keeps them; what nobody uses for a day goes', async () => {
    const [used, unused, fresh] = [await store('used'), await store('unused'), await store('fresh')];
    await useFiles(app, [used.id], 'note:1');
    await age(unused.id, 25);
    await sweepFiles(app, signal);
    assert.deepEqual(
      [await exists(used.id), await exists(unused.id), await exists(fresh.id)],
      [true, false, true],
    );
    assert.deepEqual(await app.db.query('select 1 from file_chunks where file_id = $1', [unused.id]), []);
  });

  it('lets go of them only when the last user does', async () => {
    const { id } = await store('shared');
    await useFiles(app, [id], 'note:2');
    await useFiles(app, [id], 'reply:2');
    await releaseFiles(app, ['note:2']);
    await age(id, 25);
    await sweepFiles(app, signal);
    assert.ok(await exists(id));
    await releaseFiles(app, ['reply:2']);
    await age(id, 25);
    await sweepFiles(app, signal);
    assert.ok(!(await exists(id)));
  });

  it('gets them in its own order, and hears when one is gone', async () => {
    const [a, b] = [await store('a'), await store('b')];
    await useFiles(app, [b.id, a.id], 'note:3');
    const files = await filesOf(app, ['note:3', 'note:none']);
    assert.deepEqual(
      [...files].map(([owner, list]) => [owner, list.map((file) => file.name)]),
      [['note:3', ['b', 'a']]],
    );
    await forgetFiles(app, [a.id]);
    await assert.rejects(useFiles(app, [b.id, a.id], 'note:4'), { code: 'file.not_found' });
    assert.deepEqual([...(await filesOf(app, ['note:4'])).keys()], []);
  });

  it('never loses a file to the sweep at the same moment', async () => {
    for (let i = 0; i < 10; i++) {
      const { id } = await store(`raced ${i}`);
      await age(id, 25);
      const [use] = await Promise.allSettled([useFiles(app, [id], `note:race${i}`), sweepFiles(app, signal)]);
      assert.equal(await exists(id), use.status === 'fulfilled', 'used and there, or refused and gone');
    }
  });
});

describe('the virus scanner', () => {
  const withScanner = (filesScan: string): App => ({ ...app, config: { ...app.config, filesScan } });
  const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
  let clamd: Awaited<ReturnType<typeof startClamd>>;
  let folder: string;
  let command: string;

  before(async () => {
    clamd = await startClamd();
    folder = await mkdtemp(path.join(tmpdir(), 'rapport-scan-'));
    const { writeFile } = await import('node:fs/promises');
    const script = path.join(folder, 'scan.mjs');
    await writeFile(
      script,
      `let s = ''; for await (const c of process.stdin) s += c;
       if (s.includes('EICAR')) { console.log('Eicar-Test'); process.exitCode = 1; } else if (s.includes('crash')) process.exitCode = 3;`,
    );
    command = `command:${process.execPath} ${script}`;
  });
  after(async () => {
    await clamd.close();
    await rm(folder, { recursive: true });
  });

  it('refuses what it knows and keeps only the name, asked as a command or as a clamd', async () => {
    for (const scanner of [command, clamd.address]) {
      const bad = await store('bill.txt', EICAR, withScanner(scanner));
      assert.deepEqual([bad.scan, bad.size, bad.scanNote], ['refused', 0, 'Eicar-Test']);
      await assert.rejects(openFile(app, bad.id), { code: 'file.refused' });
      assert.equal((await store('good.txt', 'x'.repeat(200_000), withScanner(scanner))).scan, 'clean');
    }
  });

  it('is told to whoever uploads', async () => {
    const body = Readable.from([Buffer.from(EICAR)]);
    await assert.rejects(
      takeUpload(withScanner(clamd.address), systemActor, {
        name: 'b.txt',
        purpose: 'x',
        body,
        announced: 0,
      }),
      (error: Error) => /refused “b.txt” \(Eicar-Test\).*Nothing of it was kept/.test(error.message),
    );
  });

  it('that fails or is away holds nobody up, and looks later', async () => {
    for (const scanner of [command, '127.0.0.1:1']) {
      const file = await store('crash.txt', 'crash', withScanner(scanner));
      assert.equal(file.scan, 'not scanned');
      assert.match(file.scanNote ?? '', /did not answer/);
    }
    const waits = await store('late.txt', EICAR);
    await app.db.query(
      `delete from files where scan = 'not scanned' and id <> $1 and not exists (select 1 from file_uses where file_id = id)`,
      [waits.id],
    );
    await scanWaiting(withScanner(clamd.address), signal);
    assert.deepEqual(
      (await readFiles(app, [waits.id])).map((file) => [file.scan, file.size]),
      [['refused', 0]],
    );
  });
});

it('goes into the backup and comes back whole', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-files-'));
  const target = await createTestApp();
  try {
    const { id } = await store('kept.mp4', VIDEO);
    await useFiles(app, [id], 'case:1');
    const file = path.join(folder, 'backup.sql.gz');
    await writeBackup({ pool: app.db.pool, file, version: 'test' });
    await restoreBackup(target.app.db.pool, file);
    assert.ok(Buffer.from(await readBytes(target.app, id)).equals(VIDEO));
    assert.equal((await filesOf(target.app, ['case:1'])).size, 1);
  } finally {
    await target.close();
    await rm(folder, { recursive: true });
  }
});

/** Speaks clamd's INSTREAM as its manual says. */
async function startClamd() {
  const listening = createServer((socket) => {
    let got = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      got = Buffer.concat([got, chunk]);
      let at = 'zINSTREAM\0'.length;
      const parts: Buffer[] = [];
      while (at + 4 <= got.length) {
        const length = got.readUInt32BE(at);
        if (length === 0) {
          const isBad = Buffer.concat(parts).includes('EICAR');
          return void socket.end(isBad ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0');
        }
        if (at + 4 + length > got.length) return;
        parts.push(got.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as { port: number };
  return {
    address: `127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => void listening.close(() => resolve())),
  };
}
