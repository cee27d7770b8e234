import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { addressOf, originOf } from '#platform/addresses/index.ts';
import { PROOF_PATH } from './check.ts';
import { HOMES, isLocalHost, isPassing, isShared, partOf } from './domain.ts';
import { domainOfHost } from './known.ts';
import { OLD_ADDRESS_KEPT, oldAddressPort } from './old-addresses.ts';
import { mainHost } from './service.ts';
import type { DomainRow } from './store.ts';

/** Asked by machines that know the process by another name, or by none. */
const PROBES = /^\/(?:healthz|readyz|metrics)$/;

/**
 * Where a request may go, by the host that it names. The main address has everything but what stands at an address of its own, to which it leads; an address of
 * the company's own has its parts and nothing of the console or the API; any other name is refused.
 */
export async function guardHost(app: App, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const [path = '/'] = request.url.split('?');
  if (PROBES.test(path)) return undefined;
  const host = hostOf(app, request);
  const domain = domainOfHost(app, host);
  if (domain) return atDomain(app, domain, { path, request, reply });
  if (host === mainHost(app) || isLocalHost(host)) return leadOn(app, { path, request, reply });
  return refuse(
    reply,
    421,
    'This name is not one of ours. Whoever runs Rapport sets PUBLIC_URL to the main address, or adds this name in Settings, Addresses; a proxy in front has to pass the Host header on.',
  );
}

interface Asked {
  path: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A copy of the page stands somewhere else: browsers and search engines are led there. */
function leadOn(app: App, asked: Asked): unknown {
  const { path, request } = asked;
  const origin = partOf(path) === undefined || isShared(path) ? undefined : originOf(app, path);
  if (origin === undefined || origin === app.config.publicUrl) return undefined;
  // A form that was open while its page moved is still taken; so are answers of providers, which know the main address only.
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  return leadTo(origin, asked);
}

async function atDomain(app: App, domain: DomainRow, asked: Asked): Promise<unknown> {
  const { path, reply } = asked;
  if (path === PROOF_PATH)
    return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(domain.token);
  const [first = 'community'] = domain.parts;
  if (path === '/') {
    const home = HOMES[first];
    const origin = domain.parts.length > 0 ? '' : originOf(app, home);
    return reply.header('cache-control', 'no-store').redirect(`${origin}${home}`, 302);
  }
  const part = partOf(path);
  if (isShared(path) || (part !== undefined && domain.parts.includes(part))) return undefined;
  const moved = part === undefined ? await movedTo(app, asked.request) : undefined;
  if (moved !== undefined) return reply.header('cache-control', OLD_ADDRESS_KEPT).redirect(moved, 301);
  if (part === undefined) return refuse(reply, 404, `There is nothing at ${path.slice(0, 200)}.`);
  return leadTo(originOf(app, path), asked);
}

/** To the same page at another name. A form was open while its page moved: it is read there, and not sent again. */
function leadTo(origin: string, { path, request, reply }: Asked): FastifyReply {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isLasting = isRead && !isPassing(path);
  const status = isRead ? 302 : 303;
  return reply
    .header('cache-control', isLasting ? 'public, max-age=300' : 'private, no-store')
    .redirect(`${origin}${request.url}`, isLasting ? 301 : status);
}

/** A forum that was brought over often had the name before; what people linked there is found where it is now. */
async function movedTo(app: App, { method, url }: FastifyRequest): Promise<string | undefined> {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const path = await app.find(oldAddressPort)?.(app, url);
  return path === undefined ? undefined : addressOf(app, path);
}

/**
 * The host that the browser asked for. A proxy that names one of ours has passed `Host` on, so `X-Forwarded-Host` may be anybody's; it goes, and whatever
 * looks at the request later sees the same host.
 */
function hostOf(app: App, request: FastifyRequest): string {
  const { host, 'x-forwarded-host': forwarded } = request.headers;
  if (forwarded !== undefined && isOurs(app, plain(host, request.protocol)))
    delete request.headers['x-forwarded-host'];
  return hostAsked(request);
}

/** The name that a request was made to, as the list of addresses has them; behind proxies that are trusted, the one that they pass on. */
export const hostAsked = (request: FastifyRequest): string => plain(request.host, request.protocol);

const isOurs = (app: App, host: string): boolean =>
  host === mainHost(app) || domainOfHost(app, host) !== undefined;

const plain = (host: string | undefined, protocol: string): string =>
  (host ?? '')
    .toLowerCase()
    .replace(/\.(?=:|$)/, '')
    .replace(protocol === 'https' ? /:443$/ : /:80$/, '');

const refuse = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(`${text}\n`);
