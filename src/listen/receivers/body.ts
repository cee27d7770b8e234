import { httpErrors } from '#platform/http/index.ts';

const MOST_BYTES = 1_048_576;

/** The bytes of a request as they came: a signature is over these. Throws `http.too_large`. */
export async function readBody(request: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw httpErrors('http.too_large', { limit: MOST_BYTES });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
