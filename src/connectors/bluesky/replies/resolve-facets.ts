import type { SendContext } from '../../kit/index.ts';
import { didOfHandle, type Endpoints } from '../network/identity.ts';
import type { Credentials } from '../network/sessions.ts';
import type { Shape } from '../records/shapes.ts';
import { findFacets } from './facets.ts';

/** Facets in the record's form: UTF-8 offsets, handles as DIDs. A handle that nobody knows stays plain text. */
export async function resolveFacets(
  text: string,
  session: Pick<Credentials, 'service'>,
  endpoints: Endpoints,
  context: SendContext,
): Promise<Shape[]> {
  const facets = findFacets(text).map(async ({ start, end, kind, value }) => {
    const byteStart = Buffer.byteLength(text.slice(0, start));
    const index = { byteStart, byteEnd: byteStart + Buffer.byteLength(text.slice(start, end)) };
    const type = `app.bsky.richtext.facet#${kind}`;
    if (kind === 'link') return [{ index, features: [{ $type: type, uri: value }] }];
    if (kind === 'tag') return [{ index, features: [{ $type: type, tag: value }] }];
    const did = await didOfHandle(value, [session.service, endpoints.appView], context);
    return did === undefined ? [] : [{ index, features: [{ $type: type, did }] }];
  });
  return (await Promise.all(facets)).flat();
}
