import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { storeFile } from '#platform/files/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';

const api = '/api/v1/knowledge';
let stage: Stage;
before(async () => {
  stage = await openStage();
  await stage.openCentre();
});
after(() => stage.close());

const get = (url: string) => stage.test.server.inject({ url });

/** A picture of one black point. */
function onePoint(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const end = Buffer.alloc(4);
    end.writeUInt32BE(crc(body));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, body, end]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let i = 0; i < 8; i++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

describe('pictures of articles', () => {
  it('are shown to everybody as long as a public article shows them, and no longer', async () => {
    const { id: file } = await storeFile(stage.app, {
      name: 'lights.png',
      bytes: onePoint(),
      purpose: 'article',
    });
    const address = `/help/files/${file}`;
    assert.equal((await get(address)).statusCode, 404, 'nobody shows it yet');
    const article = await stage.article('Lights', `Look:\n\n![The lights](${address})`);
    await stage.tell();
    assert.match((await get('/help/en/lights')).body, new RegExp(`<img src="${address}" alt="The lights"`));
    const shown = await get(address);
    assert.deepEqual([shown.statusCode, shown.headers['content-type']], [200, 'image/png']);
    assert.match(String(shown.headers['content-security-policy']), /sandbox/);
    await stage.manager.patch(`${api}/articles/${article}`, { visibility: 'internal' });
    await stage.tell();
    assert.equal((await get(address)).statusCode, 404, 'internal now');
  });

  it('are nothing else: no documents, no other files', async () => {
    const { id: file } = await storeFile(stage.app, {
      name: 'x.html',
      bytes: Buffer.from('<script>1</script>'),
      purpose: 'article',
    });
    await stage.article('Sneaky', `![x](/help/files/${file})`);
    await stage.tell();
    assert.equal((await get(`/help/files/${file}`)).statusCode, 404);
    assert.equal((await get('/help/files/file_00000000000000000000000000')).statusCode, 404);
    assert.ok((await get('/help/files/..%2f..%2fetc')).statusCode === 404);
  });

  it('that are not there keep nobody from saving a draft', async () => {
    const made = await stage.agent.post(`${api}/articles`, {
      title: 'Gone',
      body: '![x](/help/files/file_00000000000000000000000000)',
      language: 'en',
    });
    assert.equal(made.status, 201);
  });
});
