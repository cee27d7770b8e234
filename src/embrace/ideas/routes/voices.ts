import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { voteOnBehalf } from '../idea/behalf.ts';
import { STAFF } from '../idea/boards.ts';
import { comment, deleteComment } from '../idea/comments.ts';
import { findIdea } from '../idea/find.ts';
import { mergeIdeas, previewMerge, undoMerge } from '../idea/merge.ts';
import { presentComment, presentDetail, presentIdea } from '../idea/present.ts';
import { removeVoteFor } from '../idea/votes.ts';
import {
  behalfInput,
  commentId,
  commentInput,
  commentShape,
  deletedInput,
  ideaDetail,
  ideaId,
  mergeId,
  mergeInput,
  mergePreviewShape,
  voteId,
} from '../schema.ts';
import { tellAgain } from '../telling/tell.ts';

const ofIdea = z.object({ id: ideaId });

/** Votes on behalf, comments, merges. */
export const voiceRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/ideas/:id/votes',
    permission: 'ideas.write',
    summary: 'Vote for the customer behind a conversation, a case or a post',
    description: 'A person votes once, by whichever of his accounts. The link stays with the vote.',
    params: ofIdea,
    body: behalfInput,
    response: ideaDetail,
    status: 201,
    handler: async ({ app, actor, params, body }) => {
      await voteOnBehalf(app, staffDoer(actor), params.id, body);
      return presentDetail(app, (await findIdea(app, STAFF, params.id))!);
    },
  }),
  route({
    method: 'DELETE',
    url: '/ideas/votes/:id',
    permission: 'ideas.write',
    summary: 'Take a vote away that a colleague gave for a customer',
    params: z.object({ id: voteId }),
    handler: async ({ app, actor, params }) => void (await removeVoteFor(app, staffDoer(actor), params.id)),
  }),
  route({
    method: 'POST',
    url: '/ideas/:id/comments',
    permission: 'ideas.write',
    summary: 'Say something about an idea in the name of the company',
    params: ofIdea,
    body: commentInput,
    response: commentShape,
    status: 201,
    handler: async ({ app, actor, params, body }) =>
      presentComment(await comment(app, staffDoer(actor), params.id, body)),
  }),
  route({
    method: 'PUT',
    url: '/ideas/comments/:id/deleted',
    permission: 'ideas.manage',
    summary: 'Take a comment away with a reason, or put it back',
    params: z.object({ id: commentId }),
    body: deletedInput,
    handler: async ({ app, actor, params, body }) =>
      void (await deleteComment(app, staffDoer(actor), params.id, body)),
  }),
  route({
    method: 'GET',
    url: '/ideas/:id/merge',
    permission: 'ideas.read',
    summary: 'What merging an idea into another one would make; changes nothing',
    params: ofIdea,
    query: mergeInput,
    response: mergePreviewShape,
    handler: async ({ app, params, query }) => {
      const { from, into, ...counts } = await previewMerge(app, params.id, query.into);
      return { from: presentIdea(app, from), into: presentIdea(app, into), ...counts };
    },
  }),
  route({
    method: 'POST',
    url: '/ideas/:id/merge',
    permission: 'ideas.manage',
    summary: 'Put an idea into another one: votes, thanks and comments go along, of each person once',
    params: ofIdea,
    body: mergeInput,
    response: z.object({ mergeId }),
    handler: async ({ app, actor, params, body }) => ({
      mergeId: await mergeIdeas(app, staffDoer(actor), params.id, body.into),
    }),
  }),
  route({
    method: 'POST',
    url: '/ideas/merges/:id/undo',
    permission: 'ideas.manage',
    summary: 'Take a merge back exactly',
    params: z.object({ id: mergeId }),
    response: z.object({ id: ideaId }),
    handler: async ({ app, actor, params }) => ({ id: await undoMerge(app, staffDoer(actor), params.id) }),
  }),
  route({
    method: 'POST',
    url: '/ideas/:id/tell',
    permission: 'ideas.manage',
    summary: 'Try again to tell whoever said it first, and customers for whom colleagues voted',
    params: ofIdea,
    handler: ({ app, params }) => tellAgain(app, params.id),
  }),
];
