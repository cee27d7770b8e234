import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import {
  lookInput,
  lookShape,
  lookView,
  navigationInput,
  navigationView,
  savedView,
  USUAL,
  versionsView,
} from './schema.ts';
import { keepDraft } from './service/drafts.ts';
import { listLooks, readLook, restoreLook, saveLook } from './service/look.ts';
import { saveNavigation, viewNavigation } from './service/navigation.ts';

export const siteRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/site/look',
    permission: 'site.read',
    summary: 'How all public pages look, and how they look as they come',
    response: lookView,
    async handler({ app }) {
      const { settings, savedAt, ...rest } = await readLook(app);
      return { ...rest, savedAt: savedAt?.toISOString() ?? null, look: settings, usual: USUAL };
    },
  }),
  route({
    method: 'PUT',
    url: '/site/look',
    permission: 'site.set-up',
    summary: 'Dress the public pages',
    description:
      'Logo, icon, colours, type, corners, room, and custom properties of your own. Colours are moved until text in them can be read; own colours of text and paper that nobody could read are refused. The state before is kept as a version.',
    body: lookInput,
    response: savedView,
    handler: async ({ app, actor, body }) => ({ version: await saveLook(app, actor, body) }),
  }),
  route({
    method: 'POST',
    url: '/site/look/drafts',
    permission: 'site.set-up',
    summary:
      'Try a look on real pages without saving it: every public page with `?look=` and the id wears it, for a day',
    body: lookShape,
    status: 201,
    perMinute: 120,
    response: z.object({ id: z.string() }),
    handler: async ({ app, body }) => ({ id: await keepDraft(app, body) }),
  }),
  route({
    method: 'GET',
    url: '/site/look/versions',
    permission: 'site.read',
    summary: 'The last twenty looks, the newest first',
    response: versionsView,
    async handler({ app }) {
      const rows = await listLooks(app);
      return { items: rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() })) };
    },
  }),
  route({
    method: 'POST',
    url: '/site/look/versions/:version/restore',
    permission: 'site.set-up',
    summary: 'Bring back an earlier look, as a new version',
    params: z.object({ version: z.coerce.number().int().min(1).max(1_000_000) }),
    response: savedView,
    handler: async ({ app, actor, params }) => ({ version: await restoreLook(app, actor, params.version) }),
  }),
  route({
    method: 'GET',
    url: '/site/navigation',
    permission: 'site.read',
    summary: 'What stands at the head and at the foot of public pages, and what could',
    response: navigationView,
    handler: ({ app }) => viewNavigation(app),
  }),
  route({
    method: 'PUT',
    url: '/site/navigation',
    permission: 'site.set-up',
    summary: 'Arrange the navigation of public pages',
    body: navigationInput,
    response: savedView,
    handler: async ({ app, actor, body }) => ({ version: await saveNavigation(app, actor, body) }),
  }),
];
