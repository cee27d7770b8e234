import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '#platform/clock/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward, type Outward } from '#platform/outward/index.ts';
import {
  type CuttingProxy,
  startCuttingProxy,
  startTestNetwork,
  type TestAccount,
  type TestNetwork,
} from '../../../test/helpers/pds.ts';
import type {
  InboundItem,
  InboundPost,
  OutboundReply,
  OwnAccount,
  SendContext,
  SourceBatch,
  SourceContext,
} from '../kit/index.ts';
import { createBlueskyConnectors } from './index.ts';

const log = createLogger('silent');
let network: TestNetwork;
let proxy: CuttingProxy;
let outward: Outward;
let connectors: ReturnType<typeof createBlueskyConnectors>;
let customer: TestAccount;
let brand: TestAccount;
let context: SendContext;

before(async () => {
  network = await startTestNetwork();
  proxy = await startCuttingProxy(network.url);
  outward = createOutward({ allow: new Set([...network.hosts, proxy.host]), log });
  connectors = createBlueskyConnectors({
    appView: network.url,
    plc: network.plc,
    entryway: network.url,
    chat: 'did:web:localhost%3A1#bsky_chat',
  });
  [customer, brand] = [await network.createAccount('customer'), await network.createAccount('teeshirts')];
  const password = await brand.createAppPassword();
  const connected = await connectors.reply.connect(
    { service: proxy.url, identifier: '@teeshirts.test', password },
    { outward, log },
  );
  const account: OwnAccount = {
    id: 'account_1',
    network: 'bluesky',
    externalId: connected.externalId,
    handle: connected.handle,
    credentials: connected.credentials,
    renewCredentials: (renew: (stored: unknown) => Promise<unknown>) => renew(account.credentials),
    reportRefused: async () => undefined,
  };
  context = { account, outward, log, signal: new AbortController().signal };
});

after(async () => {
  await outward.close();
  await proxy.close();
  await network.close();
});

/** Reads the server's stream until `isEnough`. */
async function readStream(isEnough: (items: InboundItem[]) => boolean, cursor?: string) {
  const source = connectors.sources.find(({ kind }) => kind === 'bluesky-repos')!;
  const stop = new AbortController();
  const reading: SourceContext = {
    sourceId: 'source_1',
    cursor,
    outward,
    clock: systemClock,
    log,
    signal: stop.signal,
    ownAccounts: [],
  };
  const batches: SourceBatch[] = [];
  const items: InboundItem[] = [];
  for await (const batch of source.read(source.parseConfig({ service: network.url }) as never, reading)) {
    batches.push(batch);
    for (const item of batch.items) {
      assert.ok(item.type !== 'refusal', JSON.stringify(item));
      items.push(item);
    }
    if (isEnough(items)) stop.abort();
  }
  return { items, batches, cursor: batches.at(-1)?.cursor };
}

async function readAll(batches: AsyncIterable<SourceBatch>): Promise<void> {
  for await (const batch of batches) assert.ok(batch);
}

function answerTo(target: { uri: string; cid?: string }, text: string): OutboundReply {
  const decidedAt = new Date();
  const revision = target.cid === undefined ? {} : { revision: target.cid };
  return {
    key: connectors.reply.newKey(decidedAt),
    text,
    target: { externalId: target.uri, ...revision },
    decidedAt,
  };
}

async function repliesOfBrand(text: string) {
  return (await brand.list()).filter(({ value }) => value['text'] === text);
}

describe('on a real server', () => {
  test('a handle is proven by a post of its own with the code, and by nobody else’s', async () => {
    const { handleProof } = connectors;
    const stranger = await network.createAccount('stranger');
    assert.equal(handleProof.read(`@${customer.handle.toUpperCase()}`), customer.handle);
    for (const typed of ['', 'x', 'no handle', 'https://bsky.app', `${'a'.repeat(250)}.test`])
      assert.equal(handleProof.read(typed), undefined, typed);
    const prove = (handle: string, code: string) => handleProof.prove({ outward }, handle, code);
    assert.equal(await prove(customer.handle, 'rapport-code-1'), undefined, 'not written');
    await stranger.post('rapport-code-1');
    assert.equal(await prove(customer.handle, 'rapport-code-1'), undefined, 'written by somebody else');
    const post = await customer.post('My code is rapport-code-1, hello!');
    const author = await prove(customer.handle, 'rapport-code-1');
    assert.deepEqual([author?.externalId, author?.handle], [customer.did, customer.handle]);
    await customer.remove(post.uri);
    assert.equal(await prove(customer.handle, 'rapport-code-1'), undefined, 'deleted before anybody looked');
    assert.equal(await prove('nobody.test', 'rapport-code-1'), undefined);
  });

  test('a handle is proven by a TXT record below it, and by none of another name', async () => {
    const { handleProof } = connectors;
    const records = new Map<string, string[]>();
    const textsOf = async (name: string) => {
      if (!records.has(name)) throw new Error('the DNS did not answer');
      return records.get(name)!;
    };
    const prove = (handle: string, code: string) =>
      handleProof.prove({ outward: { ...outward, textsOf } }, handle, code);
    records.set('_rapport.other.test', ['rapport-code-2']).set(customer.handle, ['rapport-code-2']);
    assert.equal(await prove(customer.handle, 'rapport-code-2'), undefined, 'another name');
    records.set(`_rapport.${customer.handle}`, ['v=spf1', 'rapport-code-2']);
    assert.deepEqual(await prove(customer.handle, 'rapport-code-2'), {
      externalId: customer.did,
      handle: customer.handle,
      profileUrl: `https://bsky.app/profile/${customer.did}`,
    });
    assert.equal(await prove(customer.handle, 'rapport-code-3'), undefined, 'another code');
    records.set('_rapport.nobody.test', ['rapport-code-2']);
    assert.equal(await prove('nobody.test', 'rapport-code-2'), undefined, 'nobody has that handle');
  });

  test('the brand is connected with an app password', () => {
    assert.equal(context.account.externalId, brand.did);
    assert.equal(context.account.handle, 'teeshirts.test');
  });

  test('a wrong password is refused with the reason', async () => {
    const input = { service: network.url, identifier: 'teeshirts.test', password: 'nope' };
    await assert.rejects(connectors.reply.connect(input, { outward, log }), {
      code: 'account.refused',
      message: /Invalid identifier or password/,
    });
  });

  test('a reply stands once though it is sent twice, in the right place, with facets by bytes', async () => {
    const asked = await customer.post('Where is my 📦, @teeshirts.test?');
    const text = '👋 Grüß dich @customer.test! See shop.example.com/orders (today). #help';
    const outgoing = answerTo(asked, text);
    const first = await connectors.reply.send(outgoing, context);
    const second = await connectors.reply.send(outgoing, context);
    assert.deepEqual(second, first);
    const standing = await repliesOfBrand(text);
    assert.equal(standing.length, 1);
    assert.equal(standing[0]?.uri, first.externalId);
    assert.equal(standing[0]?.cid, first.revision);
    assert.deepEqual(standing[0]?.value['reply'], { root: asked, parent: asked });
    const bytes = Buffer.from(text);
    const shown = (
      standing[0]!.value['facets'] as { index: { byteStart: number; byteEnd: number }; features: object[] }[]
    ).map(({ index, features }) => [bytes.subarray(index.byteStart, index.byteEnd).toString(), features[0]]);
    assert.deepEqual(shown, [
      ['@customer.test', { $type: 'app.bsky.richtext.facet#mention', did: customer.did }],
      [
        'shop.example.com/orders',
        { $type: 'app.bsky.richtext.facet#link', uri: 'https://shop.example.com/orders' },
      ],
      ['#help', { $type: 'app.bsky.richtext.facet#tag', tag: 'help' }],
    ]);
  });

  test('an answer lost after acceptance is found again and not posted twice', async () => {
    const asked = await customer.post('Hello?');
    const outgoing = answerTo(asked, 'We hear you.');
    assert.deepEqual(await connectors.reply.readBack(outgoing, context), { state: 'absent' });
    proxy.cutNextAnswer('com.atproto.repo.putRecord');
    await assert.rejects(
      connectors.reply.send(outgoing, context),
      (error: Error) => !error.name.startsWith('Send'),
    );
    assert.equal(proxy.cuts(), 1);
    const found = await connectors.reply.readBack(outgoing, context);
    assert.equal(found.state, 'present');
    const again = await connectors.reply.send(outgoing, context);
    assert.deepEqual(found, { state: 'present', receipt: again });
    assert.equal((await repliesOfBrand('We hear you.')).length, 1);
  });

  test('an answer deep in a thread keeps its root; the thread can be read', async () => {
    const asked = await customer.post('It broke.');
    const first = await connectors.reply.send(answerTo(asked, 'Which model?'), context);
    const deeper = await customer.post('The blue one.', {
      reply: { root: asked, parent: { uri: first.externalId, cid: first.revision } },
    });
    const last = await connectors.reply.send(
      answerTo({ uri: deeper.uri }, 'A new one is on its way.'),
      context,
    );
    const record = await brand.read(last.externalId);
    assert.deepEqual(record?.value['reply'], { root: asked, parent: deeper });
    const thread = await connectors.reply.readThread!(last.externalId, context);
    assert.deepEqual(
      thread.map(({ text }) => text),
      ['It broke.', 'Which model?', 'The blue one.', 'A new one is on its way.'],
    );
    assert.equal(thread[3]?.rootExternalId, asked.uri);
  });

  test('nothing is sent to a post that was deleted', async () => {
    const asked = await customer.post('Never mind');
    await customer.remove(asked.uri);
    await assert.rejects(connectors.reply.send(answerTo(asked, 'Too late'), context), {
      name: 'SendRefused',
      code: 'bluesky.post_gone',
    });
    assert.equal((await repliesOfBrand('Too late')).length, 0);
  });

  test('a reply is taken back, and taking it back twice is no error', async () => {
    const receipt = await connectors.reply.send(
      answerTo(await customer.post('Hm'), 'A slip of the pen'),
      context,
    );
    await connectors.reply.remove(receipt, context);
    await connectors.reply.remove(receipt, context);
    assert.equal(await brand.read(receipt.externalId), undefined);
  });

  test('what the server does not accept is refused with its reason', async () => {
    const asked = await customer.post('Longer?');
    const outgoing = { ...answerTo(asked, 'Fine'), key: 'not a key' };
    await assert.rejects(connectors.reply.send(outgoing, context), (error: Error & { code?: string }) => {
      assert.equal(error.name, 'SendRefused');
      assert.match(error.code ?? '', /^bluesky\./);
      return true;
    });
  });

  test('the stream brings exactly what was written, edited and deleted, and goes on where it stopped', async () => {
    const start = (await readStream((items) => items.length > 0, '{"seq":0}')).cursor;
    const writer = await network.createAccount('writer');
    const post = await writer.post('First words', { langs: ['en'], tags: ['hello'] });
    await writer.put('app.bsky.feed.post', post.uri.split('/').at(-1)!, {
      text: 'Second words',
      createdAt: new Date().toISOString(),
    });
    const other = await writer.post('Soon gone', { facets: [] });
    await writer.remove(other.uri);
    await writer.put('app.bsky.actor.profile', 'self', { displayName: 'A writer' });
    await writer.changeHandle('author.test');
    const isAboutWriter = (item: InboundItem) =>
      item.type === 'profile' ? item.author.externalId === writer.did : item.externalId.includes(writer.did);
    const { items, cursor } = await readStream(
      (all) => all.some((item) => item.type === 'profile' && item.author.handle === 'author.test'),
      start,
    );
    const told = items.filter(isAboutWriter).map((item) => {
      if (item.type === 'post') return [item.isEdit ? 'edit' : 'post', item.externalId, item.text];
      return item.type === 'delete'
        ? ['delete', item.externalId]
        : ['profile', item.author.handle ?? item.author.displayName];
    });
    assert.deepEqual(told, [
      ['profile', 'writer.test'],
      ['post', post.uri, 'First words'],
      ['edit', post.uri, 'Second words'],
      ['post', other.uri, 'Soon gone'],
      ['delete', other.uri],
      ['profile', 'A writer'],
      ['profile', 'author.test'],
    ]);
    const created = items.find(
      (item): item is InboundPost => item.type === 'post' && item.externalId === post.uri,
    );
    assert.equal(created?.revision, post.cid);
    assert.deepEqual(created?.tags, ['hello']);
    assert.ok(created?.author.handle, 'the handle comes with the post');
    const versions = items.flatMap((item) => (item.type === 'profile' ? [] : [item.version]));
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    );
    assert.ok(Math.abs(Date.now() * 1000 - versions.at(-1)!) < 60_000_000, 'versions are microseconds');
    await writer.close();
    const rest = await readStream((all) => all.some((item) => item.type === 'delete'), cursor);
    const gone = rest.items.find(({ type }) => type === 'delete');
    assert.ok(gone?.type === 'delete' && gone.scope === 'author' && gone.externalId === writer.did);
  });

  test('a cursor that the server does not know shows as a gap', async () => {
    const { batches } = await readStream((items) => items.length > 0, '{"seq":999999999}');
    assert.match(batches[0]?.gap?.reason ?? '', /counts its events anew/);
  });

  test('handles are found in the directory where no application is', async () => {
    const profiles = await connectors.profiles.resolveProfiles(
      [customer.did, brand.did, 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', 'nonsense'],
      context,
    );
    assert.deepEqual(
      profiles.map(({ externalId, handle }) => [externalId, handle]),
      [
        [customer.did, 'customer.test'],
        [brand.did, 'teeshirts.test'],
      ],
    );
  });

  test('notifications, which a bare server does not keep, are refused in words', async () => {
    const source = connectors.sources.find(({ kind }) => kind === 'bluesky-notifications')!;
    const reading: SourceContext = {
      sourceId: 's',
      cursor: undefined,
      clock: systemClock,
      ownAccounts: [context.account],
      ...context,
    };
    await assert.rejects(
      readAll(source.read(source.parseConfig({}) as never, reading)),
      /@teeshirts\.test could not be read: no Bluesky application .* Add the stream of the server/,
    );
  });
});
