import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createSecrets, installKey, unwrapKey } from './index.ts';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('secrets', () => {
  it('opens what it sealed, under the same context only', () => {
    const secrets = createSecrets(newPlace());
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, context, other) => {
        const sealed = secrets.seal(text, context);
        assert.equal(secrets.open(sealed, context), text.toWellFormed());
        if (other !== context) assert.throws(() => secrets.open(sealed, other), { code: 'secrets.damaged' });
      }),
    );
  });

  it('never gives the same text twice and shows nothing of what is inside', () => {
    const secrets = createSecrets(newPlace());
    const one = secrets.seal('app-password', 'channel:1');
    assert.notEqual(one, secrets.seal('app-password', 'channel:1'));
    assert(!Buffer.from(one.split('.')[2]!, 'base64url').includes('app-password'));
  });

  it('refuses every changed character', () => {
    const secrets = createSecrets(newPlace());
    const sealed = secrets.seal('app-password', 'channel:1');
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      assert.throws(() => secrets.open(changed, 'channel:1'), /secret/i, `character ${at}`);
    }
    for (const junk of ['', 'v1', 'v1.x', 'v2.aaaaaaaa.aaaa', `${sealed}=`, ` ${sealed}`]) {
      assert.throws(() => secrets.open(junk, 'channel:1'), { code: 'secrets.damaged' }, junk);
    }
  });

  it('says which key is missing', () => {
    const sealed = createSecrets(newPlace()).seal('x', 'y');
    assert.throws(() => createSecrets(newPlace()).open(sealed, 'y'), { code: 'secrets.wrong_key' });
  });

  it('makes one key file for its owner only and finds it again', () => {
    const place = newPlace();
    const sealed = createSecrets(place).seal('x', 'y');
    const file = path.join(place.dataDir, 'secret.key');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    chmodSync(file, 0o644);
    assert.equal(createSecrets(place).open(sealed, 'y'), 'x');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(place.dataDir), ['secret.key'], 'no drafts are left');
  });

  it('takes the key in hex and base64 and refuses anything else', () => {
    const bytes = Buffer.alloc(32, 7);
    const sealed = createSecrets({ ...newPlace(), secretKey: bytes.toString('hex') }).seal('x', 'y');
    for (const encoding of ['base64', 'base64url'] as const) {
      assert.equal(
        createSecrets({ ...newPlace(), secretKey: bytes.toString(encoding) }).open(sealed, 'y'),
        'x',
      );
    }
    for (const secretKey of ['', 'short', 'z'.repeat(64), bytes.toString('hex').slice(1)]) {
      assert.throws(
        () => createSecrets({ ...newPlace(), secretKey }),
        { code: 'secrets.key_invalid' },
        secretKey,
      );
    }
    const place = newPlace();
    writeFileSync(path.join(place.dataDir, 'secret.key'), '');
    assert.throws(
      () => createSecrets(place),
      { code: 'secrets.key_invalid' },
      'an empty file is not replaced',
    );
  });

  it('agrees on one key when several processes start at once', () => {
    const place = newPlace();
    const module = JSON.stringify(new URL('key.ts', import.meta.url).href);
    const code = `const { loadKey } = await import(${module}); console.log(loadKey({ dataDir: ${JSON.stringify(place.dataDir)} }).toString('hex'))`;
    const script = Array.from({ length: 4 }, () => `"$0" --input-type=module -e "$1" &`).join(' ');
    const { stdout } = spawnSync('sh', ['-c', `${script} wait`, process.execPath, code], {
      encoding: 'utf8',
    });
    const keys = stdout.trim().split('\n');
    assert.equal(keys.length, 4);
    assert.deepEqual(
      new Set(keys),
      new Set([readFileSync(path.join(place.dataDir, 'secret.key'), 'utf8').trim()]),
    );
  });

  it('carries the key in a backup under a passphrase', async () => {
    const from = newPlace();
    const secrets = createSecrets(from);
    const sealed = secrets.seal('x', 'y');
    const wrapped = await secrets.wrapKey('correct horse é');
    await assert.rejects(unwrapKey(wrapped, 'wrong horse'), { code: 'secrets.wrong_passphrase' });
    await assert.rejects(unwrapKey(wrapped.replace('.16.', '.30.'), 'correct horse é'), {
      code: 'secrets.damaged',
    });
    const key = await unwrapKey(`${wrapped}\n`, 'correct horse e\u0301');
    const to = newPlace();
    installKey(to, key);
    installKey(to, key);
    assert.equal(createSecrets(to).open(sealed, 'y'), 'x');
    const used = newPlace();
    createSecrets(used);
    assert.throws(() => installKey(used, key), { code: 'secrets.key_exists' });
    installKey(used, key, { replace: true });
    assert.equal(createSecrets(used).open(sealed, 'y'), 'x');
  });

  it('hashes tokens', () => {
    assert.equal(
      createSecrets(newPlace()).hash('abc'),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

function newPlace(): { dataDir: string; secretKey: undefined } {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'rapport-secrets-'));
  folders.push(dataDir);
  return { dataDir, secretKey: undefined };
}
