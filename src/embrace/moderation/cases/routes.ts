import { z } from 'zod';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import { decide, undoDecision } from './decide.ts';
import { readQueue } from './queue.ts';
import { caseShape, decisionInput, kindText, queueQuery, undoInput } from '../schema.ts';

const ofSubject = z.object({ kind: kindText, id: z.string().min(1).max(64) });

/** What was flagged or held, and what colleagues decide. */
export const queueRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/moderation/queue',
    permission: 'moderation.read',
    summary: 'What was flagged or held: what waits, or what was decided',
    query: queueQuery,
    response: pageOf(caseShape),
    handler: ({ app, query: { member, ...query } }) => readQueue(app, { ...query, memberId: member }),
  }),
  route({
    method: 'PUT',
    url: '/moderation/queue/:kind/:id/decision',
    permission: 'moderation.decide',
    summary: 'Hide it, let it be shown, or pass over the flags; or decide anew',
    params: ofSubject,
    body: decisionInput,
    handler: ({ app, actor, params, body }) => decide(app, actor, params, body),
  }),
  route({
    method: 'POST',
    url: '/moderation/queue/:kind/:id/undo',
    permission: 'moderation.decide',
    summary: 'Take a decision back, with everything that came of it',
    params: ofSubject,
    body: undoInput,
    handler: ({ app, actor, params, body }) => undoDecision(app, actor, params, body.version),
  }),
];
