import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testConfig } from '#platform/config/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { openStream } from '#platform/stream/index.ts';
import { findNatsServer, startNats } from '../../../test/helpers/nats.ts';
import { freePort, runProgram } from '../../../test/helpers/program.ts';
import { checkStream } from './doctor-stream.ts';

const skip = findNatsServer() ? false : 'nats-server is missing: apt-get install nats-server';
const databaseUrl = 'postgres://elsewhere/rapport';

describe('the doctor about NATS', () => {
  it('says nothing where one machine does everything', async () => {
    assert.deepEqual(await checkStream(testConfig()), []);
  });

  it('says where nobody answers, without the password', async () => {
    const natsUrl = `nats://me:hidden@127.0.0.1:${await freePort()}`;
    const [finding, ...more] = await checkStream(testConfig({ natsUrl, databaseUrl }));
    assert.equal(finding!.state, 'wrong');
    assert.match(finding!.seen, /no server answers at 127\.0\.0\.1:\d+: /);
    assert.doesNotMatch(JSON.stringify(finding), /hidden/);
    assert.deepEqual(more, []);
  });

  it('says whether JetStream is on, and how many replicas there are', { skip }, async () => {
    const [plain, nats] = await Promise.all([startNats(1, { jetStream: false }), startNats(1)]);
    try {
      const [off] = await checkStream(testConfig({ natsUrl: plain.url, databaseUrl }));
      assert.deepEqual([off!.state, /JetStream cannot be used/.test(off!.seen)], ['wrong', true]);
      const config = testConfig({ natsUrl: nats.url });
      const [fresh, onEmbedded] = await checkStream(config);
      assert.match(fresh!.seen, /JetStream is on; the stream “rapport” is made at the first start/);
      assert.equal(onEmbedded!.state, 'mind');
      const stream = await openStream({
        url: nats.url,
        name: config.natsStream,
        partitions: 1,
        maxBytes: config.natsStreamBytes,
        log: createLogger('silent'),
      });
      await stream.close();
      const [small] = await checkStream(config);
      assert.equal(small!.state, 'mind');
      assert.match(small!.seen, /“rapport” has 1 replica, 0 messages wait \(0\.0 of 2048 MB\)/);
    } finally {
      await Promise.all([plain.close(), nats.close()]);
    }
  });
});

describe('rapport work', () => {
  it('refuses a matcher without a stream, a role that is none, and an address that is none', async () => {
    const [alone, unknown, unserved, wrong] = [
      runProgram(['work', '--role', 'match']),
      runProgram(['work', '--role', 'sing']),
      runProgram(['serve', '--role', 'match']),
      runProgram(['listen'], { NATS_URL: 'http://nats.example' }),
    ];
    assert.deepEqual(
      await Promise.all([alone, unknown, unserved, wrong].map(async (child) => (await child.ended).code)),
      [2, 2, 2, 1],
    );
    assert.match(alone.said(), /NATS_URL is not set/);
    assert.match(unknown.said(), /no role “sing”. It has: match, jobs/);
    assert.match(unserved.said(), /no role “match”. It has: http/);
    assert.match(wrong.said(), /NATS_URL: must start with nats:\/\//);
  });
});
