import { z } from 'zod';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import { decide, undoDecision } from './cases/decide.ts';
import { countQueue, readQueue } from './cases/queue.ts';
import { decideAppeal } from './measures/appeals.ts';
import { countAppeals, readActions } from './measures/log.ts';
import {
  actionId,
  actionShape,
  actionsQuery,
  appealInput,
  caseShape,
  countsShape,
  decisionInput,
  kindText,
  queueQuery,
  settingsShape,
  signId,
  signShape,
  siteInput,
  siteParams,
  siteShape,
  undoInput,
  wordId,
  wordInput,
  wordPreview,
  wordShape,
} from './schema.ts';
import { readSettings, saveSettings } from './settings.ts';
import { countSigns, dismissSign, readSigns } from './signs/service.ts';
import { judgeSite, listSites } from './texts/seen.ts';
import { previewWord, readWords, removeWord, saveWord } from './words/service.ts';

const ofSubject = z.object({ kind: kindText, id: z.string().min(1).max(64) });
const ofWord = z.object({ id: wordId });
const ofAction = z.object({ id: actionId });

const queue: readonly Route[] = [
  route({
    method: 'GET',
    url: '/moderation/counts',
    permission: 'moderation.read',
    summary: 'How much waits for a moderator',
    response: countsShape,
    async handler({ app }) {
      const [waiting, appeals, signs] = await Promise.all([
        countQueue(app),
        countAppeals(app),
        countSigns(app),
      ]);
      return { queue: waiting, appeals, signs };
    },
  }),
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

const measures: readonly Route[] = [
  route({
    method: 'GET',
    url: '/moderation/actions',
    permission: 'moderation.read',
    summary: 'What moderators and rules did to members, and what was appealed against',
    query: actionsQuery,
    response: pageOf(actionShape),
    handler: ({ app, actor, query }) => readActions(app, actor, query),
  }),
  route({
    method: 'PUT',
    url: '/moderation/actions/:id/appeal',
    permission: 'moderation.decide',
    summary: 'Grant an appeal, which takes the measure back, or decline it',
    params: ofAction,
    body: appealInput,
    handler: ({ app, actor, params, body }) => decideAppeal(app, actor, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/moderation/signs',
    permission: 'moderation.read',
    summary: 'Members who look arranged: one device, or votes for each other',
    response: z.object({ items: z.array(signShape) }),
    handler: async ({ app }) => ({ items: await readSigns(app) }),
  }),
  route({
    method: 'POST',
    url: '/moderation/signs/:id/dismiss',
    permission: 'moderation.decide',
    summary: 'Say that there is nothing behind a sign',
    params: z.object({ id: signId }),
    handler: ({ app, actor, params }) => dismissSign(app, actor, params.id),
  }),
];

const rules: readonly Route[] = [
  route({
    method: 'GET',
    url: '/moderation/words',
    permission: 'moderation.read',
    summary: 'Watched words',
    response: z.object({ items: z.array(wordShape) }),
    handler: async ({ app }) => ({ items: await readWords(app) }),
  }),
  route({
    method: 'POST',
    url: '/moderation/words',
    permission: 'moderation.set-up',
    summary: 'Watch for a word',
    body: wordInput,
    response: wordShape,
    status: 201,
    handler: ({ app, actor, body }) => saveWord(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/moderation/words/:id',
    permission: 'moderation.set-up',
    summary: 'Change a watched word',
    params: ofWord,
    body: wordInput,
    response: wordShape,
    handler: ({ app, actor, params, body }) => saveWord(app, actor, body, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/moderation/words/:id',
    permission: 'moderation.set-up',
    summary: 'Watch for a word no more',
    params: ofWord,
    handler: ({ app, actor, params }) => removeWord(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/moderation/words/preview',
    permission: 'moderation.read',
    summary: 'What a word would have met in the last month',
    body: wordInput,
    response: wordPreview,
    handler: ({ app, body }) => previewWord(app, body),
  }),
  route({
    method: 'GET',
    url: '/moderation/sites',
    permission: 'moderation.read',
    summary: 'Sites that links led to',
    response: z.object({ items: z.array(siteShape) }),
    handler: async ({ app }) => ({
      items: (await listSites(app, 500)).map((site) => ({ ...site, firstAt: site.firstAt.toISOString() })),
    }),
  }),
  route({
    method: 'PUT',
    url: '/moderation/sites/:host',
    permission: 'moderation.set-up',
    summary: 'Say that a site is good or bad, or leave it to the rules',
    params: siteParams,
    body: siteInput,
    handler: ({ app, actor, params, body }) => judgeSite(app, actor, params.host, body.verdict),
  }),
  route({
    method: 'GET',
    url: '/moderation/settings',
    permission: 'moderation.read',
    summary: 'What is held by itself, and from when flags hide',
    response: settingsShape,
    handler: ({ app }) => readSettings(app),
  }),
  route({
    method: 'PUT',
    url: '/moderation/settings',
    permission: 'moderation.set-up',
    summary: 'Change what is held by itself',
    body: settingsShape,
    handler: ({ app, actor, body }) => saveSettings(app, actor, body),
  }),
];

export const moderationRoutes: readonly Route[] = [...queue, ...measures, ...rules];
