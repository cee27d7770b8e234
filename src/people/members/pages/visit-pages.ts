import type { App } from '#platform/app/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { openVisit, type Visit } from './frame.ts';

const ROOM = 64 * 1024;

/** Adds a page: who comes there is told apart before it answers. `room`: bytes that a form may have, 64 kB unless told. */
export type AddPage = (
  method: 'GET' | 'POST',
  url: string,
  answer: (visit: Visit) => unknown,
  room?: number,
) => void;

/** Adds pages of the community to a server that takes forms; `reading` and `writing`: how often an address may ask and send in a minute. */
export function visitPages(
  app: App,
  pages: HttpServer,
  { reading = 240, writing = 30 }: { reading?: number; writing?: number } = {},
): AddPage {
  return (method, url, answer, room = ROOM) =>
    void pages.route({
      method,
      url,
      config: { rateLimit: { max: method === 'GET' ? reading : writing, timeWindow: 60_000 } },
      bodyLimit: room,
      schema: { hide: true },
      handler: async (request, reply) => {
        const visit = await openVisit(app, request, reply);
        return visit ? answer(visit) : reply;
      },
    });
}
