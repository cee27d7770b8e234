import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { publicAddress, readFiles, type StoredFile, useFiles } from '#platform/files/index.ts';
import type { InboundMedia, InboundPost } from '#connectors/kit/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { takeIn, takeTurn } from '#listen/intake/index.ts';
import { type Filled, fillForm, openFormCase } from '#respond/forms/index.ts';
import { conversationsInThread } from '#respond/inbox/index.ts';
import { nameForVisitors } from './domain.ts';
import { chatErrors } from './errors.ts';
import {
  countSince,
  insertMessage,
  type MessageRow,
  selectByClientId,
  selectFilesOf,
  selectLastAgent,
  selectMessages,
  selectRemoved,
} from './messages-store.ts';
import type { ChatMessage, MessageInput, MessagesView } from './schema.ts';
import { lockVisit, updateVisit, type VisitRow } from './visits-store.ts';
import type { WidgetRow } from './widgets-store.ts';
import './events.ts';

/** Namespace of the ids of a widget's messages among posts. Writers of one origin take turns in intake, so each widget has its own. */
export const originOf = (widgetId: string): string => `chat:${widgetId}`;
export const isOfChat = (origin: string): boolean => origin.startsWith('chat:');
const MOST_SHOWN = 500;
const MOST_A_MINUTE = 30;

interface Room {
  widget: WidgetRow;
  visit: VisitRow;
}

/**
 * Takes a visitor's message. When this resolves it is stored, and stands in the inbox; the same `clientId` again answers the same message. Throws
 * `chat.ended`, `chat.empty`, `chat.too_fast`, `chat.file_unknown`, and what `fillForm` does for what was asked before.
 */
export async function say(app: App, { widget, visit }: Room, input: MessageInput): Promise<ChatMessage> {
  if (input.text.trim() === '' && input.fileIds.length === 0) throw chatErrors('chat.empty');
  const row = await app.db.transaction(async () => {
    // Before the visit: what comes by mail takes both in the same order.
    await takeTurn(app, [originOf(widget.id)]);
    const locked = await lockVisit(app, visit.id);
    if (!locked) throw chatErrors('chat.token');
    const same = await selectByClientId(app, visit.id, input.clientId);
    if (same) return same;
    if (locked.endedAt !== null) throw chatErrors('chat.ended');
    if ((await countSince(app, visit.id, 60)) >= MOST_A_MINUTE) throw chatErrors('chat.too_fast');
    const files = await filesFor(app, visit.id, input.fileIds);
    const isFirst = locked.rootId === null;
    const { formTypeIds } = widget.settings;
    const filled =
      isFirst && input.form ? await fillForm(app, 'chat', input.form, locked.language, formTypeIds) : null;
    return enter(app, widget.id, locked, { text: input.text, files, clientId: input.clientId, filled });
  });
  const [message] = await presentMessages(app, { widget, visit }, [row]);
  return message!;
}

/** Stores what a visitor said, as a message of his chat and as a post, in the ambient transaction that holds the visit. */
export async function enter(
  app: App,
  widgetId: string,
  visit: VisitRow,
  said: { text: string; files: readonly StoredFile[]; clientId: string; filled: Filled | null },
): Promise<MessageRow> {
  const row = await insertMessage(app, {
    id: newId('cmsg'),
    visitId: visit.id,
    seq: visit.lastSeq + 1,
    sender: 'visitor',
    authorName: visit.name,
    text: said.text,
    fileIds: said.files.map(({ id }) => id),
    clientId: said.clientId,
  });
  const rootId = visit.rootId ?? row.id;
  await updateVisit(app, visit.id, { lastSeq: row.seq, rootId }, { isSeen: visit.kind === 'chat' });
  await useFiles(app, row.fileIds, `chat:${row.id}`);
  const { kept } = await takeIn(app, {
    sourceId: null,
    items: [postOf(widgetId, { ...visit, rootId }, row, said.files)],
    hasLimits: true,
  });
  if (kept === 0) throw chatErrors('chat.not_taken', { reason: 'its author asked us to forget it.' });
  const [conversation] = await conversationsInThread(app, originOf(widgetId), rootId);
  if (conversation) {
    await updateVisit(app, visit.id, { conversationId: conversation.id });
    if (said.filled) await openFormCase(app, conversation.id, said.filled);
  }
  await app.bus.publish('chat.said', { visitId: visit.id, seq: row.seq });
  return row;
}

/** What was said after `seq`, with what was taken back meanwhile. */
export async function readRoom(app: App, room: Room, after: number): Promise<MessagesView> {
  return {
    messages: await readMessages(app, room, after),
    agent: await agentOf(app, room),
    isEnded: room.visit.endedAt !== null,
    removed: await selectRemoved(app, room.visit.id),
  };
}

export async function readMessages(app: App, room: Room, after: number): Promise<ChatMessage[]> {
  return presentMessages(app, room, await selectMessages(app, room.visit.id, after, MOST_SHOWN));
}

/** Who answered last, as visitors see him. */
export async function agentOf(
  app: App,
  { widget, visit }: Room,
): Promise<{ name: string; avatarUrl: null } | null> {
  const name = await selectLastAgent(app, visit.id);
  return name === null ? null : { name: await shownName(app, widget, name), avatarUrl: null };
}

export async function shownName(app: App, { settings }: WidgetRow, name: string): Promise<string> {
  return nameForVisitors(settings.showsAgents, name, (await getBrand(app)).name || settings.name);
}

async function presentMessages(
  app: App,
  { widget }: Room,
  rows: readonly MessageRow[],
): Promise<ChatMessage[]> {
  const brand = (await getBrand(app)).name || widget.settings.name;
  const ids = [...new Set(rows.flatMap(({ fileIds }) => fileIds))];
  const files = new Map((ids.length > 0 ? await readFiles(app, ids) : []).map((file) => [file.id, file]));
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    from: row.sender,
    author:
      row.sender === 'agent'
        ? {
            name: nameForVisitors(widget.settings.showsAgents, row.authorName ?? brand, brand),
            avatarUrl: null,
          }
        : null,
    text: row.text,
    files: row.fileIds.flatMap((id) => {
      const file = files.get(id);
      return file && file.scan !== 'refused' ? fileView(app, file) : [];
    }),
    at: row.at.toISOString(),
    clientId: row.clientId,
  }));
}

export function fileView(app: App, { id, name, mediaType, size }: StoredFile) {
  return { id, name, mediaType, size, url: publicAddress(app, id) };
}

/** Files that this very visit uploaded. Throws `chat.file_unknown`. */
async function filesFor(app: App, visitId: string, fileIds: readonly string[]): Promise<StoredFile[]> {
  const wanted = [...new Set(fileIds)];
  if (wanted.length === 0) return [];
  const own = await selectFilesOf(app, visitId, wanted);
  const files = await readFiles(
    app,
    wanted.filter((id) => own.has(id)),
  );
  if (files.length < wanted.length) throw chatErrors('chat.file_unknown');
  return files;
}

function postOf(
  widgetId: string,
  visit: VisitRow & { rootId: string },
  row: MessageRow,
  files: readonly StoredFile[],
): InboundPost {
  return {
    type: 'post',
    origin: originOf(widgetId),
    externalId: row.id,
    version: row.at.getTime() * 1000,
    network: 'chat',
    kind: 'message',
    visibility: 'private',
    author: {
      externalId: visit.authorId,
      displayName: visit.name ?? visit.mail ?? 'Visitor',
      ...(visit.mail === null ? {} : { handle: visit.mail }),
    },
    text: row.text,
    langs: [visit.language],
    mentions: [widgetId],
    media: files.map(mediaOf),
    rootExternalId: visit.rootId,
    createdAt: row.at,
  };
}

function mediaOf({ id, name, mediaType, size, kind }: StoredFile): InboundMedia {
  const shown = kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file';
  return { kind: shown, fileId: id, name, mimeType: mediaType, size };
}
