import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { listProviders, removeProvider, saveProvider } from './manage.ts';
import { importMetadata } from './metadata.ts';
import {
  metadataInput,
  metadataView,
  providerId,
  providerInput,
  providerTest,
  providerView,
} from './schema.ts';
import { testProvider } from './test.ts';

const one = z.object({ id: providerId });

export const providerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/community/providers',
    permission: 'members.read',
    summary: 'Where members may come from: other sites that say who they are',
    response: z.object({ items: z.array(providerView) }),
    handler: async ({ app }) => ({ items: await listProviders(app) }),
  }),
  route({
    method: 'POST',
    url: '/community/providers',
    permission: 'members.set-up',
    summary: 'Add a provider',
    body: providerInput,
    response: one,
    handler: ({ app, actor, body }) => saveProvider(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/community/providers/metadata',
    permission: 'members.set-up',
    summary: 'Read the metadata of a SAML identity provider; nothing is kept',
    body: metadataInput,
    response: metadataView,
    handler: ({ app, body }) => importMetadata(app, body),
  }),
  route({
    method: 'PUT',
    url: '/community/providers/:id',
    permission: 'members.set-up',
    summary: 'Change a provider; a secret that is left out stays',
    params: one,
    body: providerInput,
    response: one,
    handler: ({ app, actor, params, body }) => saveProvider(app, actor, body, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/community/providers/:id',
    permission: 'members.set-up',
    summary: 'Remove a provider and what it said of members',
    description: 'Refused while members have no other way in, unless `anyway` is true.',
    params: one,
    query: z.object({ anyway: z.stringbool().default(false) }),
    handler: ({ app, actor, params, query }) => removeProvider(app, actor, params.id, query.anyway),
  }),
  route({
    method: 'POST',
    url: '/community/providers/:id/test',
    permission: 'members.set-up',
    summary: 'Try a provider: its description, keys, addresses, and whether it knows our id and secret',
    params: one,
    response: providerTest,
    handler: ({ app, params }) => testProvider(app, params.id),
  }),
];
