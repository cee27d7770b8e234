import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { route, type Route } from '#platform/http/index.ts';
import { type Doer, staffDoer } from '../doer.ts';
import { forumErrors } from '../errors.ts';
import { threadId } from '../schema.ts';
import { addPoll, closePoll, readPoll } from './polls.ts';
import { pollInput, pollShape } from './schema.ts';

const ofThread = z.object({ id: threadId });

async function present(app: App, doer: Doer, id: string): Promise<z.input<typeof pollShape>> {
  const seen = await readPoll(app, doer, id);
  if (!seen) throw forumErrors('forum.not_found', { id });
  const { question, options, kind, shows, isAnonymous, closesAt, isClosed, votes } = seen.poll;
  return {
    question,
    kind,
    shows,
    isAnonymous,
    isClosed,
    votes,
    closesAt: closesAt?.toISOString() ?? null,
    options: options.map((text, index) => ({
      text,
      votes: seen.tally?.counts[index] ?? 0,
      isLeading: seen.tally?.leading.includes(index + 1) === true,
    })),
  };
}

/** Polls below threads. Members vote on the site. */
export const pollRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/forum/threads/:id/poll',
    permission: 'community.read',
    summary: 'The poll of a thread, and how it stands',
    params: ofThread,
    response: pollShape,
    handler: ({ app, actor, params }) => present(app, staffDoer(actor), params.id),
  }),
  route({
    method: 'POST',
    url: '/forum/threads/:id/poll',
    permission: 'community.write',
    summary: 'Put a poll below a thread that has none',
    params: ofThread,
    body: pollInput,
    response: pollShape,
    status: 201,
    handler: async ({ app, actor, params, body }) => {
      const doer = staffDoer(actor);
      await addPoll(app, doer, params.id, body);
      return present(app, doer, params.id);
    },
  }),
  route({
    method: 'POST',
    url: '/forum/threads/:id/poll/close',
    permission: 'community.moderate',
    summary: 'End a poll before its time',
    params: ofThread,
    handler: ({ app, actor, params }) => closePoll(app, staffDoer(actor), params.id),
  }),
];
