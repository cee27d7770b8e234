import { z } from 'zod';
import { pageOf, route } from '#platform/http/index.ts';
import {
  changeInput,
  exampleId,
  exampleShape,
  examplesQuery,
  keepInput,
  previewInput,
  previewShape,
} from './schema.ts';
import { changeExample, keepExample, listExamples, previewExample, removeExample } from './service.ts';

const one = z.object({ id: exampleId });

export const exampleRoutes = [
  route({
    method: 'GET',
    url: '/voice/examples',
    permission: 'voice.read',
    summary: 'Good answers that were kept, the newest first, or those that are most alike to some words',
    query: examplesQuery,
    response: pageOf(exampleShape),
    handler: ({ app, query }) => listExamples(app, query),
  }),
  route({
    method: 'POST',
    url: '/voice/examples/preview',
    permission: 'voice.write',
    summary: 'What would be kept of an answer, without what tells of a person',
    body: previewInput,
    response: previewShape,
    handler: ({ app, body }) => previewExample(app, body.postId),
  }),
  route({
    method: 'POST',
    url: '/voice/examples',
    permission: 'voice.write',
    summary: 'Keep an answer of ours as an example, with what it answered',
    body: keepInput,
    response: exampleShape,
    status: 201,
    handler: ({ app, actor, body }) => keepExample(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/voice/examples/:id',
    permission: 'voice.write',
    summary: 'Change the words of an example',
    params: one,
    body: changeInput,
    response: exampleShape,
    handler: ({ app, actor, params, body }) => changeExample(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/voice/examples/:id',
    permission: 'voice.write',
    summary: 'Remove an example',
    params: one,
    handler: ({ app, actor, params }) => removeExample(app, actor, params.id),
  }),
];
