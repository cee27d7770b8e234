import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  afterNews,
  isUnderWay,
  nameOf,
  sizeText,
  storedFiles,
  type Upload,
  type UploadNews,
} from './uploads.ts';

const one = (key: string, more: Partial<Upload> = {}): Upload => ({
  key,
  name: `${key}.txt`,
  size: 100,
  sent: 0,
  ...more,
});
const file = {
  id: 'file_1',
  name: 'a',
  mediaType: 'text/plain',
  kind: 'text',
  size: 4,
  width: null,
  height: null,
  scan: 'clean',
  scanNote: null,
} as const;
const play = (...news: UploadNews[]) => news.reduce(afterNews, [] as readonly Upload[]);

describe('files on their way', () => {
  it('are under way until they are there or failed', () => {
    const begun = play({ kind: 'added', uploads: [one('a'), one('b')] });
    assert.equal(isUnderWay(begun), true);
    const half = afterNews(begun, { kind: 'stored', key: 'a', file });
    assert.equal(isUnderWay(half), true);
    const over = afterNews(half, { kind: 'failed', key: 'b', problem: 'too large' });
    assert.equal(isUnderWay(over), false);
    assert.deepEqual(storedFiles(over), [file]);
  });

  it('never show more than there is to send', () => {
    const [upload] = play({ kind: 'added', uploads: [one('a')] }, { kind: 'progress', key: 'a', sent: 180 });
    assert.equal(upload?.sent, 100);
  });

  it('that were removed stay away, whatever is still heard of them', () => {
    const late = play(
      { kind: 'added', uploads: [one('a')] },
      { kind: 'removed', key: 'a' },
      { kind: 'progress', key: 'a', sent: 3 },
      { kind: 'stored', key: 'a', file },
    );
    assert.deepEqual(late, []);
  });

  it('keep the order in which they were added', () => {
    const uploads = play(
      { kind: 'added', uploads: [one('a'), one('b')] },
      { kind: 'stored', key: 'b', file: { ...file, id: 'file_b' } },
      { kind: 'stored', key: 'a', file: { ...file, id: 'file_a' } },
    );
    assert.deepEqual(
      storedFiles(uploads).map(({ id }) => id),
      ['file_a', 'file_b'],
    );
    assert.deepEqual(afterNews(uploads, { kind: 'cleared' }), []);
  });

  it('say their size', () => {
    assert.deepEqual([0, 999, 1000, 25_400, 3_440_000, 26_214_400].map(sizeText), [
      '0 B',
      '999 B',
      '1 KB',
      '25 KB',
      '3.4 MB',
      '26 MB',
    ]);
  });

  it('from the clipboard get a name that says when', () => {
    const now = new Date('2026-11-22T16:05:00Z');
    assert.equal(nameOf({ name: 'image.png', type: 'image/png' }, now), 'Picture 2026-11-22 16.05.png');
    assert.equal(nameOf({ name: '', type: 'image/jpeg' }, now), 'Picture 2026-11-22 16.05.jpg');
    assert.equal(nameOf({ name: 'bill.pdf', type: 'application/pdf' }, now), 'bill.pdf');
  });
});
