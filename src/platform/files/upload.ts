import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { fewAtOnce } from '#platform/turns/index.ts';
import type { StoredFile } from './domain.ts';
import { fileErrors } from './errors.ts';
import { forgetFiles, storeFile, tooLarge } from './service.ts';

export interface Upload {
  name: string;
  purpose: string;
  body: Readable;
  /** Bytes that the upload says it has; 0 when it does not say. */
  announced: number;
}

/** Files of one process that are in memory at the same time, and those that may wait for that. */
const inTurn = fewAtOnce(2, 50, () => fileErrors('file.busy'));

/**
 * Takes a file in as it comes: it waits on the disk, so that slow senders cost no memory. Throws `file.too_large`, `file.refused`,
 * `file.busy` and what `storeFile` throws; then nothing of it is kept.
 */
export async function takeUpload(app: App, actor: Actor, upload: Upload): Promise<StoredFile> {
  const limit = app.config.filesMaxBytes;
  if (upload.announced > limit) throw tooLarge(app);
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-upload-'));
  try {
    const draft = path.join(folder, 'file');
    await pipeline(upload.body, heldTo(app, limit), createWriteStream(draft, { mode: 0o600 }));
    return await inTurn(async () => keep(app, actor, upload, await readFile(draft)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keep(app: App, actor: Actor, upload: Upload, bytes: Uint8Array): Promise<StoredFile> {
  const { name, purpose } = upload;
  const file = await storeFile(app, { name, bytes, purpose, by: actor.id });
  if (file.scan === 'refused') {
    await forgetFiles(app, [file.id]);
    await audit(app, actor, {
      action: 'file.refused',
      subject: file.id,
      detail: { name: file.name, reason: file.scanNote },
    });
    throw fileErrors('file.refused', { name: file.name, reason: file.scanNote ?? 'it gave no reason' });
  }
  await audit(app, actor, {
    action: 'file.added',
    subject: file.id,
    detail: { name: file.name, mediaType: file.mediaType, bytes: file.size, purpose },
  });
  return file;
}

function heldTo(app: App, limit: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > limit) throw tooLarge(app);
      yield chunk;
    }
  };
}
