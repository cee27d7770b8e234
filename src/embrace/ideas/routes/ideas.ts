import { z } from 'zod';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { ideaErrors } from '../errors.ts';
import { STAFF } from '../idea/boards.ts';
import { findIdea, listIdeas } from '../idea/find.ts';
import { presentDetail, presentIdea } from '../idea/present.ts';
import { changeIdea, deleteIdea, propose } from '../idea/propose.ts';
import { placeIdeas, setStatus } from '../idea/status.ts';
import {
  deletedInput,
  ideaChange,
  ideaDetail,
  ideaId,
  ideaShape,
  ideasQuery,
  newIdea,
  placesInput,
  similarQuery,
  statusInput,
} from '../schema.ts';
import { boardRoutes } from './boards.ts';

const ofIdea = z.object({ id: ideaId });

const reading: readonly Route[] = [
  route({
    method: 'GET',
    url: '/ideas',
    permission: 'ideas.read',
    summary: 'Ideas by votes, trend or age, or what fits to words',
    query: ideasQuery,
    response: pageOf(ideaShape),
    handler: async ({ app, query }) => {
      const { sort, status, board, q, cursor, limit } = query;
      const found = await listIdeas(app, STAFF, {
        sort,
        ...(status === undefined ? {} : { statuses: [status] }),
        ...(board === undefined ? {} : { boards: [board] }),
        q,
        cursor,
        limit,
      });
      const items = found.rows.map((row) => presentIdea(app, row));
      return { items, ...(found.next === undefined ? {} : { nextCursor: found.next }) };
    },
  }),
  route({
    method: 'GET',
    url: '/ideas/similar',
    permission: 'ideas.read',
    summary: 'Ideas that a title may be already',
    query: similarQuery,
    response: z.object({ items: z.array(ideaShape) }),
    handler: async ({ app, query }) => ({
      items: (await listIdeas(app, STAFF, { sort: 'top', q: query.q, isLoose: true, limit: 8 })).rows.map(
        (row) => presentIdea(app, row),
      ),
    }),
  }),
  route({
    method: 'GET',
    url: '/ideas/:id',
    permission: 'ideas.read',
    summary: 'One idea with its voters and their reasons, its history, comments and merges',
    params: ofIdea,
    response: ideaDetail,
    handler: async ({ app, params }) => {
      const idea = await findIdea(app, STAFF, params.id);
      if (!idea) throw ideaErrors('idea.not_found', { id: params.id });
      return presentDetail(app, idea);
    },
  }),
];

const deciding: readonly Route[] = [
  route({
    method: 'POST',
    url: '/ideas',
    permission: 'ideas.write',
    summary: 'Write an idea in the name of the company',
    body: newIdea,
    response: ideaShape,
    status: 201,
    handler: async ({ app, actor, body }) =>
      presentIdea(app, (await propose(app, staffDoer(actor), body)).idea),
  }),
  route({
    method: 'PATCH',
    url: '/ideas/:id',
    permission: 'ideas.manage',
    summary: 'Change the words of an idea, or its board',
    params: ofIdea,
    body: ideaChange,
    response: ideaShape,
    handler: async ({ app, actor, params, body }) =>
      presentIdea(app, await changeIdea(app, staffDoer(actor), params.id, body)),
  }),
  route({
    method: 'PUT',
    url: '/ideas/:id/status',
    permission: 'ideas.manage',
    summary: 'Decide about an idea, with a reason and a quarter',
    description:
      'Everybody who voted hears of it. With `shipped` whoever said it first, and every customer for whom colleagues voted, is told where it was said, after an approval.',
    params: ofIdea,
    body: statusInput,
    response: ideaShape,
    handler: async ({ app, actor, params, body }) =>
      presentIdea(app, await setStatus(app, staffDoer(actor), params.id, body)),
  }),
  route({
    method: 'PUT',
    url: '/ideas/places',
    permission: 'ideas.manage',
    summary: 'Put ideas into a quarter of the roadmap, in this order',
    body: placesInput,
    handler: ({ app, actor, body }) => placeIdeas(app, staffDoer(actor), body),
  }),
  route({
    method: 'PUT',
    url: '/ideas/:id/deleted',
    permission: 'ideas.manage',
    summary: 'Take an idea away with a reason, or put it back',
    params: ofIdea,
    body: deletedInput,
    handler: ({ app, actor, params, body }) => deleteIdea(app, staffDoer(actor), params.id, body),
  }),
];

export const ideaRoutes: readonly Route[] = [...boardRoutes, ...reading, ...deciding];
