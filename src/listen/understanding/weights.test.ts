import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { DamagedWeights } from './index.ts';
import { loadWeights, WEIGHTS_FOLDER } from './weights.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'rapport-weights-'));
after(() => rm(folder, { recursive: true }));
await cp(WEIGHTS_FOLDER, folder, { recursive: true });

describe('weights', () => {
  it('are those that the checksums name', () => {
    for (const name of ['sentiment', 'feeling']) assert.equal(loadWeights(name).spec.name, name);
  });

  it('are refused with a clear word when a byte was changed', async () => {
    const file = path.join(folder, 'feeling.bin');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(file, bytes);
    assert.throws(() => loadWeights('feeling', folder), {
      name: 'DamagedWeights',
      message: /feeling\.bin cannot be used: its SHA-256 is .*npm run train/,
    });
  });

  it('are refused when the file is missing', () =>
    assert.throws(() => loadWeights('nowhere', folder), DamagedWeights));

  it('are small enough for a package', async () => {
    let bytes = 0;
    for (const name of ['sentiment', 'feeling'])
      bytes += (await readFile(path.join(WEIGHTS_FOLDER, `${name}.bin`))).length;
    assert.ok(bytes < 4.5e6, `${bytes} bytes`);
  });
});
