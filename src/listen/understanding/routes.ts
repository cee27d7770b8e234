import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { postId } from '#listen/posts/index.ts';
import { correctionInput, correctionResult, labelPath, postExplanation } from './schema.ts';
import { correctLabel, explainPost, withdrawCorrection } from './service.ts';

export const understandingRoutes = [
  route({
    method: 'GET',
    url: '/posts/:id/labels',
    permission: 'posts.read',
    summary: 'What was understood of a post, with the words that decided',
    params: z.object({ id: postId }),
    response: postExplanation,
    handler: ({ app, params }) => explainPost(app, params.id),
  }),
  route({
    method: 'PUT',
    url: '/posts/:id/labels/:label',
    permission: 'labels.correct',
    summary: 'Correct one label of a post',
    description:
      'The correction counts at once, for screens and searches, and trains the heads of your company.',
    params: labelPath,
    body: correctionInput,
    response: correctionResult,
    handler: ({ app, actor, params, body }) =>
      correctLabel(app, actor, { postId: params.id, key: params.label, value: body.value }),
  }),
  route({
    method: 'DELETE',
    url: '/posts/:id/labels/:label',
    permission: 'labels.correct',
    summary: 'Take the correction of a label back',
    params: labelPath,
    response: correctionResult,
    handler: ({ app, actor, params }) =>
      withdrawCorrection(app, actor, { postId: params.id, key: params.label }),
  }),
];
