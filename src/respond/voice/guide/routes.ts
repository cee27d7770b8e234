import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { guideInput, guideView, versionShape } from './schema.ts';
import { listVersions, readGuide, readVersion, saveGuide } from './service.ts';

export const guideRoutes = [
  route({
    method: 'GET',
    url: '/voice/guide',
    permission: 'voice.read',
    summary: 'The voice guide: what replies are checked against',
    response: guideView,
    handler: ({ app }) => readGuide(app),
  }),
  route({
    method: 'PUT',
    url: '/voice/guide',
    permission: 'voice.manage',
    summary: 'Save a new version of the voice guide',
    description:
      '`revision` is the version that was opened; if somebody saved another one meanwhile, nothing is saved.',
    body: guideInput,
    response: guideView,
    handler: ({ app, actor, body }) => saveGuide(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/voice/guide/versions',
    permission: 'voice.read',
    summary: 'Versions of the voice guide, the newest first',
    response: z.object({ items: z.array(versionShape) }),
    handler: async ({ app }) => ({ items: await listVersions(app) }),
  }),
  route({
    method: 'GET',
    url: '/voice/guide/versions/:revision',
    permission: 'voice.read',
    summary: 'One version of the voice guide',
    params: z.object({ revision: z.coerce.number().int().min(1).max(1_000_000) }),
    response: guideView,
    handler: ({ app, params }) => readVersion(app, params.revision),
  }),
];
