import { request, type Surroundings } from './request.ts';

const WITHOUT_BODY = new Set([101, 103, 204, 205, 304]);

/** The WHATWG shape over our requests, for libraries that take a `fetch`. Bodies are read whole, inside the limits. */
export function createFetch(
  around: Surroundings,
  limits: { timeoutMs?: number; maxBytes?: number } = {},
): typeof globalThis.fetch {
  return async (input, init) => {
    const asked = new Request(input, init);
    const body = asked.body ? new Uint8Array(await asked.arrayBuffer()) : undefined;
    const answer = await request(around, asked.url, {
      ...limits,
      method: asked.method,
      headers: Object.fromEntries(asked.headers),
      ...(body ? { body } : {}),
      signal: asked.signal,
      redirect: asked.redirect === 'follow' ? 'follow' : 'manual',
    });
    if (asked.redirect === 'error' && answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
      throw new TypeError(`${asked.url} answered with a redirect`);
    }
    const response = new Response(WITHOUT_BODY.has(answer.status) ? null : Buffer.from(answer.body), {
      status: answer.status,
      headers: answer.headers,
    });
    Object.defineProperty(response, 'url', { value: answer.url });
    Object.defineProperty(response, 'redirected', { value: answer.redirects.length > 0 });
    return response;
  };
}
