import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { fileErrors, forgetFiles, storeFile } from '#platform/files/index.ts';
import { boundaryOf, readForm } from '#lib/multipart/index.ts';
import { chatErrors } from './errors.ts';
import { fileView } from './messages.ts';
import { countFilesSince, insertFileOf } from './messages-store.ts';
import type { Visiting } from './visits.ts';

const ROOM_FOR_FIELDS = 16 * 1024;
const MOST_AN_HOUR = 30;
/** Uploads of one process that are in memory at the same time. */
const AT_ONCE = 4;
let running = 0;

export interface Upload {
  contentType: string;
  body: AsyncIterable<Buffer>;
}

/**
 * Keeps a visitor's file until he sends it: cleaned, scanned, told by its bytes, his alone. Throws `chat.files_off`, `chat.file_too_large`,
 * `chat.file_missing`, `chat.too_fast`, `chat.busy`, `file.refused`.
 */
export async function takeFile(app: App, { widget, visit }: Visiting, upload: Upload) {
  const most = Math.min(widget.settings.fileMegabytes * 1024 ** 2, app.config.filesMaxBytes);
  if (most === 0) throw chatErrors('chat.files_off');
  if (visit.endedAt !== null) throw chatErrors('chat.ended');
  if ((await countFilesSince(app, visit.id, 3600)) >= MOST_AN_HOUR) throw chatErrors('chat.too_fast');
  if (running >= AT_ONCE) throw chatErrors('chat.busy');
  running += 1;
  try {
    const body = await readUpTo(upload.body, most);
    const boundary = boundaryOf(upload.contentType);
    const form = boundary === undefined ? undefined : readForm(body, boundary);
    const part = form?.find(({ name, bytes }) => name === 'file' && bytes.length > 0);
    if (!part) throw chatErrors('chat.file_missing');
    if (part.bytes.length > most) throw tooLarge(most);
    return await keep(app, visit.id, part.fileName ?? 'file', part.bytes);
  } finally {
    running -= 1;
  }
}

async function keep(app: App, visitId: string, name: string, bytes: Uint8Array) {
  const file = await storeFile(app, { name, bytes, purpose: 'chat', by: visitId });
  if (file.scan === 'refused') {
    await forgetFiles(app, [file.id]);
    const reason = file.scanNote ?? 'it gave no reason';
    await audit(app, systemActor, {
      action: 'file.refused',
      subject: file.id,
      detail: { name: file.name, reason },
    });
    throw fileErrors('file.refused', { name: file.name, reason });
  }
  await app.db.transaction(async () => {
    await insertFileOf(app, file.id, visitId);
    await audit(app, systemActor, {
      action: 'chat.file_added',
      subject: file.id,
      detail: { visitId, mediaType: file.mediaType, bytes: file.size },
    });
  });
  return fileView(app, file);
}

async function readUpTo(body: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most + ROOM_FOR_FIELDS) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(most: number) {
  return chatErrors('chat.file_too_large', { limit: Math.floor(most / 1024 ** 2) });
}
