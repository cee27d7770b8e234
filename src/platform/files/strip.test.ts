import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { joined } from '../../lib/images/bytes.ts';
import { box, photo, PLACE, track, zeros } from '../../lib/images/testing/boxes.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { readBytes, readFiles, storeFile, stripStored, useFiles } from './index.ts';

const JPEG = new Uint8Array(readFileSync(new URL('../../lib/images/fixtures/photo.jpg', import.meta.url)));
const HEIC = photo('heic', 1, 0);
const FILM = joined([
  box('ftyp', 'mp42', zeros(4)),
  box('moov', box('mvhd', zeros(100)), track('vide'), box('udta', box('\xa9xyz', PLACE))),
  box('mdat', zeros(600_000)),
]);
let test: TestApp;
let app: App;
before(async () => {
  test = await createTestApp();
  app = test.app;
});
after(() => test.close());

/** A file as it was stored before its kind was cleaned. */
async function before_(name: string, bytes: Uint8Array): Promise<string> {
  const { id } = await storeFile(app, { name, bytes, purpose: 'test' });
  await app.db.query('delete from file_chunks where file_id = $1', [id]);
  for (let at = 0, position = 0; at < bytes.length; at += 262_144, position++)
    await app.db.query('insert into file_chunks (file_id, position, bytes) values ($1, $2, $3)', [
      id,
      position,
      Buffer.from(bytes.subarray(at, at + 262_144)),
    ]);
  await app.db.query(`update files set size = $2, sha256 = encode(sha256($3), 'hex') where id = $1`, [
    id,
    bytes.length,
    Buffer.from(bytes),
  ]);
  return id;
}
const tells = async (id: string) => Buffer.from(await readBytes(app, id)).includes(PLACE.slice(0, 8));

describe('files that were stored before', () => {
  it('lose what they tell of people, once, and only when it is meant', async () => {
    const clean = await storeFile(app, { name: 'new.mp4', bytes: FILM, purpose: 'test' });
    const words = await storeFile(app, { name: 'a.txt', bytes: Buffer.from(`at ${PLACE}`), purpose: 'test' });
    const [film, heic, jpeg] = [
      await before_('film.mp4', FILM),
      await before_('photo.heic', HEIC),
      await before_('photo.jpg', JPEG),
    ];
    await app.db.query(
      `insert into file_variants (file_id, size, state, media_type, bytes) values ($1, 'page', 'made', 'image/jpeg', 'x')`,
      [jpeg],
    );
    assert.deepEqual([await tells(film), await tells(clean.id)], [true, false]);
    const dry = await stripStored(app, { isDry: true });
    assert.deepEqual([dry.looked, dry.found, await tells(film)], [4, 3, true]);
    const steps: number[] = [];
    const done = await stripStored(app, { isDry: false, onStep: ({ looked }) => steps.push(looked) });
    assert.deepEqual([done.found, steps], [3, [4]]);
    const exif = Buffer.from(await readBytes(app, jpeg));
    assert.deepEqual([await tells(film), await tells(heic), exif.includes('GPS')], [false, false, false]);
    assert.equal((await stripStored(app, { isDry: false })).found, 0, 'clean is clean');
    assert.equal(await tells(words.id), true, 'what somebody wrote is his');
    assert.deepEqual(await app.db.query('select 1 from file_variants'), []);
    const [kept] = await readFiles(app, [film]);
    assert.deepEqual([kept?.size, kept?.sha256], [FILM.length, clean.sha256]);
  });

  it('that cannot be followed are documents, and of those that the scanner refused nothing is looked at', async () => {
    const broken = joined([box('ftyp', 'mp42', zeros(4)), box('mdat', PLACE)]);
    const id = await before_('broken.mp4', broken);
    await app.db.query(`update files set media_type = 'video/mp4', kind = 'video' where id = $1`, [id]);
    const refused = await before_('evil.mp4', FILM);
    await app.db.query(`update files set size = 0, scan = 'refused' where id = $1`, [refused]);
    const { found, documents } = await stripStored(app, { isDry: false });
    const [now] = await readFiles(app, [id]);
    assert.deepEqual([found, documents, now?.kind, await tells(id)], [1, 1, 'document', false]);
  });

  it('that cannot be followed and tell of nobody are documents, too, and their bytes stay as they are', async () => {
    const bytes = joined([box('ftyp', 'mp42', zeros(4)), box('mdat', zeros(300_000))]);
    const { id, sha256 } = await storeFile(app, { name: 'silent.mp4', bytes, purpose: 'test' });
    await app.db.query(`update files set media_type = 'video/mp4', kind = 'video' where id = $1`, [id]);
    const chunks = () =>
      app.db.query('select position, xmin::text from file_chunks where file_id = $1 order by 1', [id]);
    const stored = await chunks();
    const typeOf = async () => {
      const [now] = await readFiles(app, [id]);
      return [now?.mediaType, now?.kind, now?.sha256];
    };
    const dry = await stripStored(app, { isDry: true });
    assert.deepEqual([dry.found, dry.documents, await typeOf()], [1, 1, ['video/mp4', 'video', sha256]]);
    const done = await stripStored(app, { isDry: false });
    const document = ['application/octet-stream', 'document', sha256];
    assert.deepEqual([done.found, done.documents, await typeOf()], [1, 1, document]);
    assert.deepEqual(await chunks(), stored);
    assert.equal((await stripStored(app, { isDry: false })).found, 0);
  });

  it('stay as they were approved while they are about to leave, and one that cannot be read keeps nobody', async () => {
    const [leaving, unread, later] = [
      await before_('approved.mp4', FILM),
      await before_('torn.mp4', FILM),
      await before_('later.mp4', FILM),
    ];
    await app.db.transaction(() => useFiles(app, [leaving], 'reply:out_1'));
    await app.db.query('delete from file_chunks where file_id = $1', [unread]);
    const stop = new AbortController();
    stop.abort();
    const none = await stripStored(app, { isDry: false, signal: stop.signal });
    assert.equal(none.looked, 0);
    const asked: string[] = [];
    const done = await stripStored(app, {
      isDry: false,
      leaving: async (owners) => {
        asked.push(...owners);
        return new Set(owners);
      },
    });
    assert.deepEqual([asked, done.found, done.leaving, done.unread], [['reply:out_1'], 1, 1, 1]);
    assert.deepEqual([await tells(leaving), await tells(later)], [true, false]);
  });
});
