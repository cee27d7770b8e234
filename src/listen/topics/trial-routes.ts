import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { convertQuery } from './convert.ts';
import { compareQuery } from './difference.ts';
import { problemsOf } from './domain.ts';
import { judgeExamples } from './examples.ts';
import { previewQuery } from './preview.ts';
import {
  conversion,
  conversionInput,
  difference,
  preview,
  previewInput,
  topicId,
  validation,
  validationInput,
} from './schema.ts';

const read = 'topics.read';

/** Trying a query before it is saved; nothing here changes anything. */
export const trialRoutes = [
  route({
    method: 'POST',
    url: '/topics/validate',
    permission: read,
    summary: 'Is a query usable, and do its examples pass? If not: where, why, and what to do',
    body: validationInput,
    response: validation,
    handler: async ({ app, body }) => {
      const problems = problemsOf(body.query);
      return {
        valid: problems.length === 0,
        problems,
        examples: await judgeExamples(app, body.query, body.examples),
      };
    },
  }),
  route({
    method: 'POST',
    url: '/topics/convert',
    permission: read,
    summary: 'A query of X, Brandwatch or Meltwater in our language, and what of it could not come along',
    body: conversionInput,
    response: conversion,
    handler: async ({ body }) => convertQuery(body.dialect, body.text),
  }),
  route({
    method: 'POST',
    url: '/topics/preview',
    permission: read,
    summary: 'What a query would find: stored posts, and how many a day are to be expected',
    description:
      'Posts that match no topic are not kept, so what passes is reckoned from a sample of them; `expected` says how large it is and what range is likely.',
    perMinute: 120,
    body: previewInput,
    response: preview,
    handler: ({ app, body }) => previewQuery(app, body.query, body.days),
  }),
  route({
    method: 'POST',
    url: '/topics/:id/difference',
    permission: read,
    summary: 'What another query would change: stored posts gained and lost',
    perMinute: 120,
    params: z.object({ id: topicId }),
    body: previewInput,
    response: difference,
    handler: ({ app, params, body }) => compareQuery(app, params.id, body.query, body.days),
  }),
];
