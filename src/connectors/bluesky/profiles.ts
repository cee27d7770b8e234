import type { InboundAuthor, ProfileConnector } from '../kit/index.ts';
import { webPage } from './records/addresses.ts';
import { type Endpoints, readIdentity } from './network/identity.ts';
import { NETWORK } from './records/record.ts';
import { isDid, listOf, type Shape } from './records/shapes.ts';
import { authorFromView } from './records/views.ts';
import { xrpc } from './network/xrpc.ts';

type ProfileContext = Parameters<ProfileConnector['resolveProfiles']>[1];

const MOST_AT_ONCE = 25;
const TIMEOUT_MS = 8000;

/** Handles, names and pictures from the public application; for accounts it does not know, the handle from their identity. */
export function createProfiles(endpoints: Endpoints): ProfileConnector {
  return {
    network: NETWORK,
    async resolveProfiles(externalIds, context) {
      const dids = [...new Set(externalIds)].filter(isDid);
      const authors: InboundAuthor[] = [];
      for (let at = 0; at < dids.length; at += MOST_AT_ONCE) {
        authors.push(...(await resolveSome(dids.slice(at, at + MOST_AT_ONCE), endpoints, context)));
      }
      return authors;
    },
  };
}

async function resolveSome(
  dids: string[],
  endpoints: Endpoints,
  context: ProfileContext,
): Promise<InboundAuthor[]> {
  const call = { service: endpoints.appView, method: 'app.bsky.actor.getProfiles', query: { actors: dids } };
  const answer = await xrpc(context.outward, {
    ...call,
    signal: context.signal,
    timeoutMs: TIMEOUT_MS,
  }).catch((error: unknown): Shape => {
    context.log.warn(
      { err: error },
      'The public application gave no profiles; asking the directory for handles',
    );
    return {};
  });
  const seen = listOf(answer['profiles'], MOST_AT_ONCE).flatMap((view) => authorFromView(view) ?? []);
  const known = new Map(seen.map((author) => [author.externalId, author]));
  const others = dids.filter((did) => !known.has(did)).map((did) => resolveHandle(did, endpoints, context));
  return [...known.values(), ...(await Promise.all(others)).flat()];
}

async function resolveHandle(
  did: string,
  endpoints: Endpoints,
  context: ProfileContext,
): Promise<InboundAuthor[]> {
  const { handle } = await readIdentity(did, endpoints.plc, context).catch(() => ({ handle: undefined }));
  return handle === undefined ? [] : [{ externalId: did, handle, profileUrl: webPage(did) }];
}
