import { type App, remember } from '#platform/app/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { addressOfCategory, addressOfPost, addressOfThread } from '#embrace/forum/index.ts';
import { OLD_ADDRESS_KEPT } from '#people/domains/index.ts';
import { COMMUNITY, readMembers } from '#people/members/index.ts';
import { oldPaths } from './domain.ts';
import { hasPaths, selectByPath } from './targets-store.ts';
import './events.ts';

const LONGEST = 500;
const some = remember(hasPaths, ({ name }) => name === 'imports.changed');

/** Leads whoever follows an address of the old community to what stands here now. Pages of our own go before. */
export function addOldAddresses(app: App, server: HttpServer): void {
  server.addHook('onRequest', async (request, reply) => {
    const { url } = request.routeOptions;
    if (request.method !== 'GET' || (url !== undefined && url !== '/*')) return;
    const to = await lookUpOldAddress(app, request.url);
    if (to === undefined) return;
    await reply.header('cache-control', OLD_ADDRESS_KEPT).redirect(to, 301);
  });
}

/** As below; whatever keeps us from looking, the database being away above all, keeps nobody from the page that stands there. */
export async function lookUpOldAddress(app: App, path: string): Promise<string | undefined> {
  if (path.length > LONGEST) return undefined;
  try {
    return (await some.read(app)) ? await newAddressOf(app, path) : undefined;
  } catch (error) {
    app.log.warn({ err: error }, 'an address of an old community could not be looked up');
    return undefined;
  }
}

/** Path of what an old path meant, or undefined. */
export async function newAddressOf(app: App, path: string): Promise<string | undefined> {
  const found = await selectByPath(app, oldPaths(path));
  if (!found) return undefined;
  const { kind, targetId } = found;
  if (kind === 'post') return addressOfPost(app, targetId);
  if (kind === 'thread') return addressOfThread(app, targetId);
  if (kind === 'category') return addressOfCategory(app, targetId);
  const member = (await readMembers(app, [targetId])).get(targetId);
  return member && member.state !== 'erased' ? `${COMMUNITY}/members/${member.handle}` : undefined;
}
