import { z } from 'zod';
import { idOf, route, type Route } from '#platform/http/index.ts';
import {
  listOf,
  meInput,
  newTokenShape,
  ownerInput,
  permissionShape,
  sessionShape,
  tokenInput,
  tokenShape,
} from '../schema.ts';
import { permissionsPort } from '../service/access-cache.ts';
import { claimOwnership } from '../service/owner.ts';
import { endOtherSessions, endSession, readSessions, renameSelf } from '../service/sessions.ts';
import { requireCookies, startSession } from '../service/start-session.ts';
import { createToken, endToken, readTokens } from '../service/tokens.ts';
import { presentSession, presentToken } from './present.ts';

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/setup/owner',
    permission: 'public',
    summary: "Make the owner's account with the one-time link, and sign in",
    perMinute: 20,
    body: ownerInput,
    response: z.object({ id: idOf('user') }),
    status: 201,
    async handler({ app, body, request, reply }) {
      requireCookies(request);
      const owner = await claimOwnership(app, { ...body, address: request.ip });
      await startSession(app, request, reply, body);
      return { id: owner.id };
    },
  }),
  route({
    method: 'PATCH',
    url: '/me',
    permission: 'signed-in',
    summary: 'Change your own name',
    body: meInput,
    handler: ({ app, actor, body }) => renameSelf(app, actor, body.name),
  }),
  route({
    method: 'GET',
    url: '/me/sessions',
    permission: 'signed-in',
    summary: 'Where you are signed in',
    response: listOf(sessionShape),
    handler: async ({ app, actor }) => ({ items: (await readSessions(app, actor)).map(presentSession) }),
  }),
  route({
    method: 'DELETE',
    url: '/me/sessions/:id',
    permission: 'signed-in',
    summary: 'Sign one device out',
    params: z.object({ id: idOf('ses') }),
    handler: ({ app, actor, params }) => endSession(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/me/sessions/end-others',
    permission: 'signed-in',
    summary: 'Sign all other devices out',
    response: z.object({ ended: z.number().int() }),
    handler: async ({ app, actor }) => ({ ended: await endOtherSessions(app, actor) }),
  }),
  route({
    method: 'GET',
    url: '/me/tokens',
    permission: 'signed-in',
    summary: 'Your personal tokens',
    response: listOf(tokenShape),
    handler: async ({ app, actor }) => ({ items: (await readTokens(app, actor)).map(presentToken) }),
  }),
  route({
    method: 'POST',
    url: '/me/tokens',
    permission: 'signed-in',
    summary: 'Make a personal token',
    description:
      'The token itself is in this answer and never shown again. Scopes: read, write, or names of GET /permissions that your role holds.',
    body: tokenInput,
    response: newTokenShape,
    status: 201,
    async handler({ app, actor, body }) {
      const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null;
      const { token, ...row } = await createToken(app, actor, { ...body, expiresAt });
      return { ...presentToken(row), token };
    },
  }),
  route({
    method: 'DELETE',
    url: '/me/tokens/:id',
    permission: 'signed-in',
    summary: 'End a personal token at once',
    params: z.object({ id: idOf('tok') }),
    handler: ({ app, actor, params }) => endToken(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/permissions',
    permission: 'signed-in',
    summary: 'All permissions and the roles that hold them',
    response: listOf(permissionShape),
    async handler({ app }) {
      const items = [...app.use(permissionsPort)].map(([name, roles]) => ({ name, roles: [...roles] }));
      return { items: items.sort((a, b) => (a.name < b.name ? -1 : 1)) };
    },
  }),
];
