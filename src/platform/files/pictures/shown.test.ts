import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { isAnimated, sniffType, stripImage } from '#lib/images/index.ts';
import type { App } from '#platform/app/index.ts';
import { createTestApp } from '../../../../test/helpers/app.ts';
import { bytesOf, joined } from '../../../lib/images/bytes.ts';
import { chunk, png } from '../../../lib/images/testing/png.ts';
import { forgetFiles, openShown, readBytes, storeFile } from '../index.ts';
import type { PictureSize } from './sizes.ts';

let app: App;
let close: () => Promise<void>;
before(async () => {
  ({ app, close } = await createTestApp());
});
after(() => close());

const BIG = png(2400, 1200);
const OPTIONS = { limitInputPixels: 1e9, failOn: 'error', sequentialRead: true, pages: 1 } as const;
/** A JPEG of the same with a comment that tells of people, turned by its EXIF to stand upright. */
async function photo(): Promise<Uint8Array> {
  const { data } = await sharp(BIG, OPTIONS)
    .jpeg({ quality: 90, mozjpeg: false })
    .toBuffer({ resolveWithObject: true });
  const exif = joined([
    bytesOf('Exif\0\0MM\0*'),
    Uint8Array.of(0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0),
  ]);
  const segment = (marker: number, bytes: Uint8Array) =>
    joined([Uint8Array.of(0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255), bytes]);
  return joined([
    data.subarray(0, 2),
    segment(0xe1, exif),
    segment(0xfe, bytesOf('taken at home by Ada')),
    data.subarray(2),
  ]);
}
const store = (bytes: Uint8Array, isPublic = true) =>
  storeFile(app, { name: 'p', bytes, purpose: 'test', isPublic });
async function shown(id: string, size?: PictureSize) {
  const { file, read } = await openShown(app, id, size);
  const parts: Uint8Array[] = [];
  for await (const part of read()) parts.push(part);
  const bytes = joined(parts);
  assert.equal(bytes.length, file.size);
  const measured = stripImage(sniffType(bytes).mediaType, bytes);
  return {
    bytes,
    type: file.mediaType,
    sniffed: sniffType(bytes).mediaType,
    edges: [measured?.width, measured?.height],
  };
}

describe('a big picture', () => {
  it('is shown as large as a page, or small, and is kept as it was sent for the team', async () => {
    const { id } = await store(BIG);
    const page = await shown(id);
    assert.deepEqual([page.type, page.sniffed, page.edges], ['image/webp', 'image/webp', [1600, 800]]);
    assert.deepEqual((await shown(id, 'small')).edges, [480, 240]);
    assert.ok(Buffer.from(await readBytes(app, id)).equals(BIG));
    const rows = await app.db.query('select 1 from file_variants where file_id = $1', [id]);
    assert.equal(rows.length, 2);
    assert.ok(Buffer.from((await shown(id)).bytes).equals(page.bytes), 'made once');
    await forgetFiles(app, [id]);
    await assert.rejects(openShown(app, id), { code: 'file.not_found' });
    assert.equal((await app.db.query('select 1 from file_variants where file_id = $1', [id])).length, 0);
  });

  it('of a camera stands upright and tells nothing of people', async () => {
    const { id } = await store(await photo());
    const { bytes, type, edges } = await shown(id);
    assert.deepEqual([type, edges], ['image/jpeg', [800, 1600]]);
    assert.ok(!Buffer.from(bytes).includes('Ada') && !Buffer.from(bytes).includes('Exif'));
  });

  it('is made once, however many ask for it at the same moment', async () => {
    const { id } = await store(BIG);
    const all = await Promise.all(Array.from({ length: 6 }, () => shown(id)));
    assert.equal(new Set(all.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).size, 1);
  });
});

describe('what is no picture to be shown', () => {
  it('is refused at the door where it says that it is larger than anybody unpacks, before it is unpacked', async () => {
    const bomb = png(60_000, 60_000, 1);
    assert.ok(bomb.length < 2000);
    await assert.rejects(store(bomb), { code: 'file.too_many_pixels', status: 422 });
    const { id } = await store(bomb, false);
    await assert.rejects(openShown(app, id), { code: 'file.cannot_show' });
    await assert.rejects(openShown(app, id), { code: 'file.cannot_show' });
  });

  it('is not shown where it is broken, and stays as it was sent', async () => {
    for (const bytes of [
      png(2000, 2000, 3),
      joined([png(2000, 2000).subarray(0, 60), chunk('IEND', new Uint8Array())]),
    ]) {
      const { id, kind } = await store(bytes);
      if (kind !== 'image') continue;
      await assert.rejects(openShown(app, id), { code: 'file.cannot_show' });
      assert.ok(Buffer.from(await readBytes(app, id)).equals(bytes));
    }
  });
});

describe('what is shown as it is', () => {
  it('is small, moves, or is no picture', async () => {
    const small = png(200, 100);
    assert.ok(Buffer.from((await shown((await store(small)).id)).bytes).equals(small));
    const text = await openShown(app, (await store(bytesOf('words'))).id);
    assert.equal(text.file.mediaType, 'text/plain');
    const moving = gif(500);
    assert.ok(isAnimated('image/gif', moving));
    const { id } = await store(moving);
    assert.ok(Buffer.from((await shown(id)).bytes).equals(moving));
    assert.deepEqual((await shown(id, 'small')).type, 'image/webp');
    await assert.rejects(store(gif(1700)), { code: 'file.animation_too_large' });
  });
});

/** A GIF of two frames of one pixel on a canvas of some pixels. */
function gif(edge: number): Uint8Array {
  const frame = Uint8Array.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0);
  const head = Uint8Array.of(
    edge & 255,
    edge >> 8,
    edge & 255,
    edge >> 8,
    0x80,
    0,
    0,
    0,
    0,
    0,
    255,
    255,
    255,
  );
  return joined([bytesOf('GIF89a'), head, frame, frame, Uint8Array.of(0x3b)]);
}
