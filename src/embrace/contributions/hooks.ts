import type { App } from '#platform/app/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';
import type { EditRow } from './edits/store.ts';

const EDIT = {
  id: 'aed_01kaq0f7m2v0x8s3w5t1d9c4hn',
  articleId: 'article_01kaq0k3c9y6d2b7r8m4f5v1xe',
  language: 'en',
  title: 'Reset the router',
  reason: 'It takes ten seconds, not five.',
  member: { id: 'mem_01kaq0k3c9y6d2b7r8m4f5v1xe', name: 'Maya' },
};

/** What is told of changes that members suggest. */
export const contributionHookTypes: readonly HookType[] = [
  {
    type: 'article.change_suggested',
    text: 'A member suggested a change of a help article.',
    example: { change: { ...EDIT, isPublished: false } },
  },
  {
    type: 'article.change_decided',
    text: 'A colleague took a change of a help article, or declined it.',
    example: { change: { ...EDIT, isTaken: true, version: 4 } },
  },
];

export async function tellSuggested(app: App, row: EditRow, isPublished: boolean): Promise<void> {
  const data = { change: { ...told(row), isPublished } };
  await publishHook(app, { type: 'article.change_suggested', at: row.createdAt, data });
}

export async function tellDecision(
  app: App,
  row: EditRow,
  decided: { isTaken: boolean; version: number | null },
): Promise<void> {
  const data = { change: { ...told(row), ...decided } };
  await publishHook(app, { type: 'article.change_decided', at: await app.db.now(), data });
}

const told = ({ id, articleId, language, title, reason, memberId, memberName }: EditRow) => ({
  id,
  articleId,
  language,
  title,
  reason,
  member: { id: memberId, name: memberName },
});
