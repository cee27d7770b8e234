import { z } from 'zod';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import { memberId } from '#people/members/index.ts';
import { decideAward, readHolders, readMemberHonours } from './awards.ts';
import { presentBoard } from './boards.ts';
import { HONOUR_FACTS } from './domain.ts';
import {
  addUsual,
  orderHonours,
  presentHonours,
  removeHonour,
  saveHonour,
  tryRule,
  usualMissing,
} from './honours.ts';
import {
  awardInput,
  boardQuery,
  boardShape,
  holderShape,
  holdersQuery,
  honourId,
  honourInput,
  honourListShape,
  honourSettingsShape,
  memberHonoursShape,
  orderInput,
  trialInput,
  trialShape,
} from './schema.ts';
import { loadSettings, saveHonourSettings } from './settings.ts';

const one = z.object({ id: honourId });
const saved = z.object({ id: honourId });

const setUp: readonly Route[] = [
  route({
    method: 'GET',
    url: '/honours',
    permission: 'honours.read',
    summary: 'Badges and ranks, who has how many, and the facts that a rule can ask for',
    response: honourListShape,
    async handler({ app }) {
      const [items, settings, missing] = await Promise.all([
        presentHonours(app),
        loadSettings(app),
        usualMissing(app),
      ]);
      return { items, settings, facts: [...HONOUR_FACTS.values()], usualMissing: missing.length };
    },
  }),
  route({
    method: 'POST',
    url: '/honours',
    permission: 'honours.set-up',
    summary: 'Add a badge or rank',
    body: honourInput,
    response: saved,
    status: 201,
    handler: async ({ app, actor, body }) => ({ id: await saveHonour(app, actor, body) }),
  }),
  route({
    method: 'PUT',
    url: '/honours/:id',
    permission: 'honours.set-up',
    summary: 'Change a badge or rank',
    params: one,
    body: honourInput,
    response: saved,
    handler: async ({ app, actor, params, body }) => ({
      id: await saveHonour(app, actor, body, params.id),
    }),
  }),
  route({
    method: 'DELETE',
    url: '/honours/:id',
    permission: 'honours.set-up',
    summary: 'Remove a badge or rank from everybody',
    params: one,
    handler: ({ app, actor, params }) => removeHonour(app, actor, params.id),
  }),
  route({
    method: 'PUT',
    url: '/honours/order',
    permission: 'honours.set-up',
    summary: 'Which badges stand first beside names',
    body: orderInput,
    handler: ({ app, actor, body }) => orderHonours(app, actor, body.ids),
  }),
  route({
    method: 'POST',
    url: '/honours/trial',
    permission: 'honours.set-up',
    summary: 'Whom a rule would give it to',
    body: trialInput,
    response: trialShape,
    handler: ({ app, body }) => tryRule(app, body),
  }),
  route({
    method: 'POST',
    url: '/honours/usual',
    permission: 'honours.set-up',
    summary: 'Add what is missing of the usual badges and ranks',
    response: z.object({ added: z.number() }),
    handler: async ({ app, actor }) => ({ added: await addUsual(app, actor) }),
  }),
  route({
    method: 'PUT',
    url: '/honours/settings',
    permission: 'honours.set-up',
    summary: 'What counts how much, and whether there are leader boards',
    body: honourSettingsShape,
    handler: ({ app, actor, body }) => saveHonourSettings(app, actor, body),
  }),
];

const people: readonly Route[] = [
  route({
    method: 'GET',
    url: '/honours/board',
    permission: 'honours.read',
    summary: 'The leader board of this week, month or year, or ever: members who wish to stand there',
    query: boardQuery,
    response: boardShape,
    handler: ({ app, query }) => presentBoard(app, query.span),
  }),
  route({
    method: 'GET',
    url: '/honours/:id/holders',
    permission: 'honours.read',
    summary: 'Who has a badge or rank',
    params: one,
    query: holdersQuery,
    response: pageOf(holderShape),
    handler: ({ app, params, query }) => readHolders(app, params.id, query),
  }),
  route({
    method: 'GET',
    url: '/honours/members/:id',
    permission: 'honours.read',
    summary: 'What a member has and had, and why',
    params: z.object({ id: memberId }),
    response: memberHonoursShape,
    handler: ({ app, params }) => readMemberHonours(app, params.id),
  }),
  route({
    method: 'PUT',
    url: '/honours/members/:id/:honour',
    permission: 'honours.decide',
    summary: 'Give a member a badge or rank, take it away, or let its rule decide again',
    params: z.object({ id: memberId, honour: honourId }),
    body: awardInput,
    handler: ({ app, actor, params, body }) =>
      decideAward(app, actor, { memberId: params.id, honourId: params.honour }, body),
  }),
];

export const honourRoutes: readonly Route[] = [...setUp, ...people];
