import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { PARTS, readHost } from './domain.ts';
import { domainErrors } from './errors.ts';
import { knownDomains } from './known.ts';
import { domainId, domainInput, domainShape, domainsShape } from './schema.ts';
import { addDomain, changeParts, checkDomain, listDomains, mainHost, removeDomain } from './service.ts';

const one = z.object({ id: domainId });
const permission = 'domains.manage';

export const domainRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/domains',
    permission,
    summary: 'Addresses of the company’s own for the public site, and how they stand',
    response: domainsShape,
    handler: async ({ app }) => ({ mainHost: mainHost(app), items: await listDomains(app) }),
  }),
  route({
    method: 'POST',
    url: '/domains',
    permission,
    summary: 'Add an address and look whether it leads here',
    body: domainInput,
    response: domainShape,
    status: 201,
    handler: ({ app, actor, body }) => addDomain(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/domains/:id',
    permission,
    summary: 'Say which parts of the public site an address has',
    params: one,
    body: z.object({ parts: z.array(z.enum(PARTS)).max(PARTS.length) }),
    response: domainShape,
    handler: ({ app, actor, params, body }) => changeParts(app, actor, params.id, body.parts),
  }),
  route({
    method: 'POST',
    url: '/domains/:id/check',
    permission,
    summary: 'Look again whether an address leads here',
    params: one,
    response: domainShape,
    perMinute: 20,
    handler: ({ app, params }) => checkDomain(app, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/domains/:id',
    permission,
    summary: 'Remove an address; its pages are at the main one again',
    params: one,
    handler: ({ app, actor, params }) => removeDomain(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/domains/ask',
    permission: 'public',
    summary: 'Whether a name is one of ours: what a proxy asks before it gets a certificate',
    description: 'Answers 200 for the main address and for those on the list, 404 for all others.',
    query: z.object({ domain: z.string().max(300) }),
    response: z.object({ isOurs: z.literal(true) }),
    handler: async ({ app, query }) => {
      const name = bare(readHost(query.domain) ?? '');
      const ours = [mainHost(app), ...knownDomains(app).map(({ host }) => host)];
      if (name === '' || !ours.some((host) => bare(host) === name)) throw domainErrors('domain.not_found');
      return { isOurs: true as const };
    },
  }),
];

/** Certificates are for names, whatever the port. */
const bare = (host: string): string => host.replace(/:\d+$/, '');
