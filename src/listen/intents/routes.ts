import { z } from 'zod';
import { pageOf, pageQuery, route } from '#platform/http/index.ts';
import { tryText } from './company.ts';
import { readOverview } from './overview.ts';
import {
  addedShape,
  answerShape,
  exampleShape,
  intentId,
  intentName,
  modelId,
  overviewShape,
} from './schema.ts';
import {
  addExamples,
  createIntent,
  importExamples,
  listExamples,
  removeExample,
  removeIntent,
  renameIntent,
  restoreIntent,
} from './service.ts';
import { activateModel, startTraining } from './train.ts';

const params = z.object({ id: intentId });
const read = 'intents.read';
const write = 'intents.write';
const MIB = 1024 * 1024;

export const intentRoutes = [
  route({
    method: 'GET',
    url: '/intents',
    permission: read,
    summary: 'All intents, the model in use and the latest training',
    response: overviewShape,
    handler: ({ app }) => readOverview(app),
  }),
  route({
    method: 'POST',
    url: '/intents',
    permission: write,
    summary: 'Make an intent',
    body: z.object({ name: intentName }),
    response: z.object({ id: intentId }),
    status: 201,
    handler: ({ app, actor, body }) => createIntent(app, actor, body.name),
  }),
  route({
    method: 'PATCH',
    url: '/intents/:id',
    permission: write,
    summary: 'Rename an intent',
    description: 'What was learnt keeps the old name until the next training.',
    params,
    body: z.object({ name: intentName }),
    handler: ({ app, actor, params, body }) => renameIntent(app, actor, params.id, body.name),
  }),
  route({
    method: 'DELETE',
    url: '/intents/:id',
    permission: write,
    summary: 'Remove an intent with its examples; both can be restored for a day',
    params,
    response: z.object({ undo: z.string() }),
    handler: ({ app, actor, params }) => removeIntent(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/intents/restore',
    permission: write,
    summary: 'Bring a removed intent back',
    body: z.object({ undo: intentId }),
    handler: ({ app, actor, body }) => restoreIntent(app, actor, body.undo),
  }),
  route({
    method: 'GET',
    url: '/intents/:id/examples',
    permission: read,
    summary: 'Examples of an intent, latest first',
    params,
    query: pageQuery,
    response: pageOf(exampleShape),
    handler: ({ app, params, query }) => listExamples(app, params.id, query),
  }),
  route({
    method: 'POST',
    url: '/intents/:id/examples',
    permission: write,
    summary: 'Add examples, one a line',
    params,
    body: z.object({ lines: z.string() }),
    bodyLimit: 4 * MIB,
    response: addedShape,
    handler: ({ app, actor, params, body }) => addExamples(app, actor, params.id, body.lines),
  }),
  route({
    method: 'DELETE',
    url: '/intents/:id/examples/:exampleId',
    permission: write,
    summary: 'Remove an example; adding its text again brings it back',
    params: params.extend({ exampleId: z.string().regex(/^\d{1,15}$/) }),
    response: z.object({ text: z.string() }),
    handler: ({ app, actor, params }) => removeExample(app, actor, params.id, params.exampleId),
  }),
  route({
    method: 'POST',
    url: '/intents/import',
    permission: write,
    summary: 'Add examples of many intents',
    description:
      'Lines of JSON with `text` and `label`. Intents that are not there are made; bad lines are told by number.',
    body: z.object({ lines: z.string() }),
    bodyLimit: 16 * MIB,
    response: addedShape,
    handler: ({ app, actor, body }) => importExamples(app, actor, body.lines),
  }),
  route({
    method: 'POST',
    url: '/intents/train',
    permission: write,
    summary: 'Learn from the examples in the background',
    description:
      'The first model is used at once; later ones when they are activated, or when they are better and `activateWhenBetter` is true.',
    body: z.object({ activateWhenBetter: z.boolean().default(false) }),
    response: z.object({ id: modelId }),
    status: 202,
    handler: ({ app, actor, body }) => startTraining(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/intents/models/:id/activate',
    permission: write,
    summary: 'Use what a training gave',
    params: z.object({ id: modelId }),
    handler: ({ app, actor, params }) => activateModel(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/intents/try',
    permission: read,
    summary: 'Say what a sentence would be taken for, and why',
    body: z.object({ text: z.string().min(1).max(10_000) }),
    response: answerShape,
    handler: ({ app, body }) => tryText(app, body.text),
  }),
];
