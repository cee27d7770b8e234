import type { App } from '#platform/app/index.ts';
import { type HookType, isHeard, publishHook } from '#platform/webhooks/index.ts';
import { type ConversationNews, type ConversationRow, readRows } from '#respond/inbox/index.ts';

const EXAMPLE = {
  conversation: {
    id: 'conv_01kaq0f7m2v0x8s3w5t1d9c4hn',
    network: 'bluesky',
    status: 'open',
    author: { handle: 'maya.example', displayName: 'Maya' },
    excerpt: '@lumora.example you charged me twice this month',
    priority: 305,
    assignee: null,
    team: null,
    labels: ['refund'],
    url: 'https://rapport.example/inbox/conv_01kaq0f7m2v0x8s3w5t1d9c4hn',
  },
  by: null,
};

const TEXTS = {
  'conversation.opened': 'A customer said something that belongs into the inbox.',
  'conversation.received': 'The customer said more in a conversation.',
  'conversation.answered': 'We answered, from here or elsewhere.',
  'conversation.changed': 'The status, person, team, snooze or labels of a conversation are different.',
  'conversation.gone':
    'The customer deleted everything, or the conversation was removed. Only its id is told.',
} as const;

/** What is told of conversations. */
export const conversationHookTypes: readonly HookType[] = Object.entries(TEXTS).map(([type, text]) => ({
  type,
  text,
  example: type === 'conversation.gone' ? { conversation: { id: EXAMPLE.conversation.id } } : EXAMPLE,
}));

/** Tells webhooks what happened, in the transaction in which it is taken in. */
export async function tellWebhooks(app: App, news: readonly ConversationNews[]): Promise<void> {
  if (
    !(await isHeard(
      app,
      conversationHookTypes.map(({ type }) => type),
    ))
  )
    return;
  const rows = await readRows(app, [...new Set(news.map(({ conversationId }) => conversationId))]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const one of news) {
    const { conversationId: id, kind, at, by } = one;
    const row = byId.get(id);
    const isThere = kind !== 'gone' && row !== undefined && !row.isGone;
    const data = isThere ? { conversation: told(app, row), by, ...changeOf(one) } : { conversation: { id } };
    await publishHook(app, { type: `conversation.${kind}`, at, data });
  }
}

/** What the API says of a conversation, as it is now, and where people find it. */
function told(app: App, row: ConversationRow): Record<string, unknown> {
  return { ...row, url: `${app.config.publicUrl}/inbox/${row.id}` };
}

/** What was and what is, where somebody worked on it. */
function changeOf({ kind, before, after }: ConversationNews): Record<string, unknown> {
  if (kind !== 'changed' || !before || !after) return {};
  const names = ['status', 'assigneeId', 'teamId', 'snoozedUntil', 'labels'] as const;
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return {
    before: Object.fromEntries(changed.map((name) => [name, before[name]])),
    after: Object.fromEntries(changed.map((name) => [name, after[name]])),
  };
}
