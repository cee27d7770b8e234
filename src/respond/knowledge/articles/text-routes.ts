import { z } from 'zod';
import { languageTag, route } from '#platform/http/index.ts';
import { articleId, diffShape, draftInput, publishInput, versionShape } from '../schema.ts';
import { userNames } from './read.ts';
import { dropDraft, publishArticle, restoreVersion, saveDraft, withdrawArticle } from './service.ts';
import { compareVersions, listVersions } from './versions.ts';

const params = z.object({ id: articleId, language: languageTag });
const version = z.coerce.number().int().min(1).max(1_000_000);
const versionParams = params.extend({ version });
const text = '/knowledge/articles/:id/texts/:language';

export const textRoutes = [
  route({
    method: 'PUT',
    url: `${text}/draft`,
    permission: 'knowledge.write',
    summary: 'Save what is being written',
    description:
      'Readers see nothing of it. `revision` is the one that was loaded; 409 where somebody else saved since.',
    params,
    body: draftInput,
    bodyLimit: 2 * 1024 * 1024,
    response: z.object({ revision: z.number() }),
    handler: ({ app, actor, params: { id, language }, body }) =>
      saveDraft(
        app,
        actor,
        id,
        language,
        body,
        async (user) => (await userNames(app)).get(user) ?? 'Somebody',
      ),
  }),
  route({
    method: 'DELETE',
    url: `${text}/draft`,
    permission: 'knowledge.write',
    summary: 'Throw away what is being written',
    params,
    handler: ({ app, actor, params: { id, language } }) => dropDraft(app, actor, id, language),
  }),
  route({
    method: 'POST',
    url: `${text}/publish`,
    permission: 'knowledge.publish',
    summary: 'Show the draft to readers',
    params,
    body: publishInput,
    response: z.object({ version: z.number(), slug: z.string() }),
    handler: ({ app, actor, params: { id, language }, body }) =>
      publishArticle(app, actor, id, language, body.note),
  }),
  route({
    method: 'POST',
    url: `${text}/withdraw`,
    permission: 'knowledge.publish',
    summary: 'Show the text to nobody; it becomes the draft',
    params,
    handler: ({ app, actor, params: { id, language } }) => withdrawArticle(app, actor, id, language),
  }),
  route({
    method: 'GET',
    url: `${text}/versions`,
    permission: 'knowledge.read',
    summary: 'Versions that readers saw, newest first',
    params,
    response: z.object({ items: z.array(versionShape) }),
    handler: async ({ app, params: { id, language } }) => ({ items: await listVersions(app, id, language) }),
  }),
  route({
    method: 'GET',
    url: `${text}/versions/:version/diff`,
    permission: 'knowledge.read',
    summary: 'What became of a version until another one, or until the draft',
    params: versionParams,
    query: z.object({ until: version.optional() }),
    response: diffShape,
    handler: ({ app, params: { id, language, version: from }, query }) =>
      compareVersions(app, id, language, from, query.until),
  }),
  route({
    method: 'POST',
    url: `${text}/versions/:version/restore`,
    permission: 'knowledge.write',
    summary: 'Make an earlier version the draft',
    params: versionParams,
    response: z.object({ revision: z.number() }),
    handler: ({ app, actor, params: { id, language, version: from } }) =>
      restoreVersion(app, actor, id, language, from),
  }),
];
