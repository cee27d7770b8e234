import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outwardOf } from '#platform/outward/testing/given.ts';
import { xrpc, XrpcError } from './xrpc.ts';

/** What a call makes of an answer: the error that was thrown, or the body. */
async function ask(status: number, headers: Record<string, string>, body: string, input?: object) {
  const outward = outwardOf({
    fetch: async (url) => ({ status, headers, url, redirects: [], body: Buffer.from(body) }),
  });
  const call = {
    service: 'https://pds.example',
    method: 'com.example.x',
    ...(input && { input: { ...input } }),
  };
  return xrpc(outward, call).catch((error: unknown) => {
    assert.ok(error instanceof XrpcError, String(error));
    return error;
  });
}
const resetOf = async (headers: Record<string, string>, status = 429) =>
  ((await ask(status, headers, '{"error":"RateLimitExceeded"}')) as XrpcError).resetAt;

describe('a server of the protocol that answers as it likes', () => {
  it('names a moment to come back, or none: never one that cannot be', async () => {
    const odd = ['1e300', '99999999999999', 'Infinity', '-1', 'NaN', '', 'soon', '0x5', '9'.repeat(400)];
    for (const value of odd)
      for (const name of ['ratelimit-reset', 'retry-after'])
        for (const status of [429, 503, 500, 400]) {
          const at = await resetOf({ [name]: value, date: 'Tue, 01 Jan -200000 00:00:00 GMT' }, status);
          assert.ok(at === undefined || !Number.isNaN(at.getTime()), `${name}: ${value}`);
        }
    const from = Date.now();
    const theirs = new Date('2020-01-01T00:00:00Z');
    const reset = String(theirs.getTime() / 1000 + 60);
    const byReset = await resetOf({ 'ratelimit-reset': reset, date: theirs.toUTCString() });
    const bySeconds = await resetOf({ 'retry-after': '60' });
    for (const at of [byReset, bySeconds])
      assert.ok(at!.getTime() >= from + 60_000 && at!.getTime() <= Date.now() + 60_000, 'a minute from now');
    assert.equal(await resetOf({ 'retry-after': '60' }, 500), undefined, 'only where it is busy');
  });

  it('is told apart from one that speaks something else, and its words are cut', async () => {
    for (const body of ['', 'null', '[]', '"x"', '<html>', '{"a":', '\u0000']) {
      const answer = await ask(200, {}, body);
      assert.match(String(answer), /does not speak the AT Protocol/, body);
    }
    assert.deepEqual(await ask(200, {}, '', {}), {}, 'a procedure may answer nothing');
    const long = JSON.stringify({ error: 'E'.repeat(5000), message: 'm'.repeat(50_000) });
    const { error, message, status } = (await ask(400, {}, long)) as XrpcError;
    assert.ok(error.length <= 200 && message.length <= 2000 && status === 400);
    for (const body of ['{"error":{"toString":1},"message":{"valueOf":1}}', '{"error":null}', '[]', 'oops'])
      assert.equal(
        String(await ask(502, {}, body)),
        'XrpcError: https://pds.example answered with status 502.',
      );
  });
});
