import type { Actor, App } from '#platform/app/index.ts';
import { fillTemplate } from '#lib/templates/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { findConversations, inboxErrors } from '#respond/inbox/index.ts';
import { textFor } from './domain.ts';
import type { CannedPreview, FilledView } from './schema.ts';
import { readCanned } from './service.ts';
import { insertUse } from './store.ts';
import { sampleOf, valuesFor } from './values.ts';

/** Variables of any text, filled for a conversation. What is not known still stands there and is told. Throws `inbox.not_found`. */
export async function fillFor(
  app: App,
  actor: Actor,
  conversationId: string,
  text: string,
): Promise<FilledView> {
  if ((await findConversations(app, [conversationId])).length === 0)
    throw inboxErrors('inbox.not_found', { id: conversationId });
  return { ...fillTemplate(text, await valuesFor(app, actor, conversationId)), language: null };
}

/** A canned reply in the customer's language, filled for a conversation; without counting it. Throws `canned.not_found`, `inbox.not_found`. */
export async function fillCanned(
  app: App,
  actor: Actor,
  id: string,
  { conversationId, language }: { conversationId: string; language?: string | undefined },
): Promise<FilledView & { name: string }> {
  const row = await readCanned(app, actor, id);
  const chosen = textFor(row.texts, language ?? (await languageOf(app, conversationId)));
  const filled = await fillFor(app, actor, conversationId, chosen.body);
  return { ...filled, language: chosen.language, name: row.name };
}

/** The same, and counted: it goes into an answer. */
export async function takeCanned(
  app: App,
  actor: Actor,
  id: string,
  where: { conversationId: string; language?: string | undefined },
): Promise<FilledView> {
  const { name: _name, ...filled } = await fillCanned(app, actor, id, where);
  await insertUse(app, id, where.conversationId, actor.id);
  return filled;
}

/** How a text reads and how long it is on each network, with values of a conversation or with samples. */
export async function previewText(
  app: App,
  actor: Actor,
  { body, conversationId }: { body: string; conversationId?: string | undefined },
): Promise<CannedPreview> {
  const valueOf = conversationId === undefined ? sampleOf : await valuesFor(app, actor, conversationId);
  const filled = fillTemplate(body, valueOf);
  const connectors = [...(app.find(connectorsPort)?.replies.values() ?? [])];
  return {
    ...filled,
    channels: connectors.map(({ network, preflight }) => {
      const { length, maxLength, verdict } = preflight(filled.text);
      return { network, length, maxLength, isOver: verdict === 'too-long' };
    }),
  };
}

/** The language of what the customer said last, where it was told. */
async function languageOf(app: App, conversationId: string): Promise<string | undefined> {
  const [conversation] = await findConversations(app, [conversationId]);
  const posts = conversation ? await readStoredPosts(app, conversation.postIds.slice(-3)) : [];
  const newest = [...posts].sort((a, b) => (a.id < b.id ? 1 : -1));
  return newest.find(({ langs }) => langs.length > 0)?.langs[0]?.toLowerCase();
}
