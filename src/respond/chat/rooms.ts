import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { releaseFiles, useFiles } from '#platform/files/index.ts';
import { mailSoon } from './by-mail.ts';
import { blankMessages, insertMessage, selectByKey } from './messages-store.ts';
import { lockByRoot, updateVisit } from './visits-store.ts';
import { selectWidget } from './widgets-store.ts';
import './events.ts';

interface RoomMessage {
  key: string;
  rootExternalId: string;
  text: string;
  author: string | null;
  fileIds: string[];
}

/** The rooms of this installation, as the connector of web chat needs them. */
export function chatRooms(app: App) {
  return {
    nameOf: async (widgetId: string) => (await selectWidget(app, widgetId))?.settings.name,
    put: (message: RoomMessage) => put(app, message),
    find: async (key: string) => (await selectByKey(app, key))?.id,
    remove: (id: string) => takeBack(app, [id]),
  };
}

async function put(app: App, message: RoomMessage): Promise<string | undefined> {
  return app.db.transaction(async () => {
    const visit = await lockByRoot(app, message.rootExternalId);
    if (!visit) return undefined;
    // Whoever sends the same key at this moment waits for the visit, and finds what the other one put in.
    const known = await selectByKey(app, message.key);
    if (known) return known.id;
    const row = await insertMessage(app, {
      id: newId('cmsg'),
      visitId: visit.id,
      seq: visit.lastSeq + 1,
      sender: 'agent',
      authorName: message.author,
      text: message.text,
      fileIds: message.fileIds,
      key: message.key,
    });
    await useFiles(app, message.fileIds, `chat:${row.id}`);
    await updateVisit(app, visit.id, { lastSeq: row.seq });
    await app.bus.publish('chat.said', { visitId: visit.id, seq: row.seq });
    await mailSoon(app, visit);
    return row.id;
  });
}

async function takeBack(app: App, ids: readonly string[]): Promise<void> {
  await app.db.transaction(async () => tellTakenBack(app, await blankMessages(app, 'id', ids)));
}

/** Messages are gone: their files are let go, and visitors' browsers hear of it. */
export async function tellTakenBack(
  app: App,
  gone: readonly { id: string; visitId: string }[],
): Promise<void> {
  await releaseFiles(
    app,
    gone.map(({ id }) => `chat:${id}`),
  );
  for (const { id, visitId } of gone) await app.bus.publish('chat.removed', { visitId, messageId: id });
}
