import type { Outward } from '#platform/outward/index.ts';
import type { InboundAuthor } from '../kit/index.ts';
import { didOfHandle, type Endpoints, readIdentity } from './network/identity.ts';
import { xrpc } from './network/xrpc.ts';
import { webPage } from './records/addresses.ts';
import { NETWORK } from './records/record.ts';
import { isHandle, listOf, shapeOf } from './records/shapes.ts';

/** How many of the newest posts are looked through for a code. */
const NEWEST = 30;
const TIMEOUT_MS = 8000;

/** Proves that somebody has a handle: by a post with a code, or by the code as TXT record of `_rapport.HANDLE`. */
export function createHandleProof(endpoints: Endpoints) {
  return {
    network: NETWORK,
    name: 'Bluesky',
    read(typed: string): string | undefined {
      const handle = typed.trim().replace(/^@/, '').toLowerCase();
      return handle.length <= 253 && isHandle(handle) ? handle : undefined;
    },
    async prove(
      { outward }: { outward: Outward },
      handle: string,
      code: string,
    ): Promise<InboundAuthor | undefined> {
      const did = await didOfHandle(handle, [endpoints.appView], { outward });
      if (did === undefined) return undefined;
      const { pds, handle: own } = await readIdentity(did, endpoints.plc, { outward });
      // A handle counts only where the identity says so as well.
      if (own !== handle) return undefined;
      const author = { externalId: did, handle, profileUrl: webPage(did) };
      const texts = await outward.textsOf(`_rapport.${handle}`).catch((): string[] => []);
      if (texts.some((text) => text.includes(code))) return author;
      return pds !== undefined && (await isPosted(outward, pds, did, code)) ? author : undefined;
    },
  };
}

async function isPosted(outward: Outward, pds: string, did: string, code: string): Promise<boolean> {
  const query = { repo: did, collection: 'app.bsky.feed.post', limit: String(NEWEST) };
  const call = { service: pds, method: 'com.atproto.repo.listRecords', query, timeoutMs: TIMEOUT_MS };
  const { records } = await xrpc(outward, call);
  return listOf(records, NEWEST).some((record) => {
    const { text } = shapeOf(shapeOf(record)['value']);
    return typeof text === 'string' && text.includes(code);
  });
}
