import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';
import { pathOf, type Status } from '../domain.ts';
import type { IdeaRow } from './store.ts';

const IDEA = {
  id: 'ide_01kaq0f7m2v0x8s3w5t1d9c4hn',
  title: 'One bill for all lines of a family',
  url: 'https://example.com/ideas/ide_01kaq0f7m2v0x8s3w5t1d9c4hn/one-bill-for-all-lines-of-a-family',
  status: 'planned',
  quarter: '2027-Q1',
  votes: 41,
  comments: 6,
  mergedInto: null,
};

/** What is told of ideas. */
export const ideaHookTypes: readonly HookType[] = [
  {
    type: 'idea.created',
    text: 'An idea was proposed, adopted or written.',
    example: { idea: { ...IDEA, status: 'open', quarter: null, votes: 1 } },
  },
  {
    type: 'idea.changed',
    text: 'An idea has another status or another quarter, or was merged into another one.',
    example: { idea: IDEA, before: 'considering', reason: 'We start in January.' },
  },
  {
    type: 'idea.shipped',
    text: 'What an idea asked for is there.',
    example: { idea: { ...IDEA, status: 'shipped' }, before: 'building', reason: 'In version 4.2.' },
  },
];

export async function tellCreated(app: App, idea: IdeaRow): Promise<void> {
  await publishHook(app, { type: 'idea.created', at: idea.createdAt, data: { idea: told(app, idea) } });
}

export async function tellChanged(
  app: App,
  idea: IdeaRow,
  change: { before: Status; reason: string },
): Promise<void> {
  const data = { idea: told(app, idea), ...change };
  const at = await app.db.now();
  await publishHook(app, { type: 'idea.changed', at, data });
  if (idea.status === 'shipped' && change.before !== 'shipped')
    await publishHook(app, { type: 'idea.shipped', at, data });
}

function told(app: App, idea: IdeaRow): Record<string, unknown> {
  const { id, title, status, quarter, comments, mergedInto } = idea;
  const votes = idea.votes + idea.votesBefore;
  return {
    id,
    title,
    url: addressOf(app, pathOf(idea)),
    status,
    quarter,
    votes,
    comments,
    mergedInto,
  };
}
