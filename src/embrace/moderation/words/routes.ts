import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { previewWord, readWords, removeWord, saveWord } from './service.ts';
import { wordId, wordInput, wordPreview, wordShape } from '../schema.ts';

const ofWord = z.object({ id: wordId });

/** Watched words. */
export const wordRoutes: readonly Route[] = [
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
];
