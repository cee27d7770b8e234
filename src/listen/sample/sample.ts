import type { Actor, App } from '#platform/app/index.ts';
import {
  connectAccount,
  disconnectAccount,
  readAccounts,
  type BrandProfile,
  type SampleStream,
} from '#people/brand/index.ts';
import { removeAccounts } from '#people/accounts/index.ts';
import { forgetWaitingEdits, postObserverPort, takeTurn } from '#listen/intake/index.ts';
import { removePostsOfOrigin } from '#listen/posts/index.ts';
import { addSource, listSources, removeSource } from '#listen/sources/index.ts';
import { createTopic, forgetTopic, listTopics, removeTopic, type TopicInput } from '#listen/topics/index.ts';

/** Network of the sample's accounts and origin of its posts. */
const NETWORK = 'sample';

/** The company of the story; all names are invented. */
const COMPANY: BrandProfile = {
  name: 'Lumora Mobile',
  names: ['Lumora'],
  handles: ['lumora.example'],
  hashtags: ['lumoradown'],
  site: 'https://lumora.example',
};

const TOPICS: readonly TopicInput[] = [
  { name: 'Lumora', query: 'lumora OR @lumora.example OR #lumoradown', kind: 'brand', toInbox: true },
  {
    name: 'Lumora outage',
    query:
      '(lumora OR @lumora.example OR #lumoradown) AND (outage OR down OR "no signal" OR "no service" OR SOS OR netz OR cobertura OR réseau OR #lumoradown)',
    kind: 'brand',
    toInbox: true,
  },
  {
    name: 'Lumora bills',
    query:
      '(lumora OR @lumora.example) AND (bill* OR charged OR refund* OR roaming OR rechnung OR cobrado OR facture)',
    kind: 'product',
    toInbox: true,
  },
  {
    name: 'Ideas for Lumora',
    query:
      '(lumora OR @lumora.example) AND (wish OR idea OR "should offer" OR "please add" OR "would be great")',
    kind: 'product',
    toInbox: false,
  },
  { name: 'Vantix', query: 'vantix', kind: 'competitor', toInbox: false },
];

/** The sample stream as the brand's settings start and remove it: source, topics, and an account that can answer. */
export const sampleStream: SampleStream = {
  async start(app, actor) {
    const names = new Set((await listTopics(app)).map((topic) => topic.name));
    for (const topic of TOPICS) if (!names.has(topic.name)) await createTopic(app, actor, topic);
    const proof = { network: NETWORK, identifier: 'lumora.example', password: 'sample' };
    await connectAccount(app, actor, proof, { isPretend: true });
    if ((await sourcesOfSample(app)).length === 0)
      await addSource(app, actor, { kind: 'sample', name: 'Sample stream', config: {} });
    return COMPANY;
  },
  remove,
};

async function remove(app: App, actor: Actor): Promise<void> {
  await takeTurn(app, [NETWORK]);
  for (const source of await sourcesOfSample(app))
    await removeSource(app, actor, source.id, { withPosts: true });
  await removePostsOfOrigin(app, NETWORK, async (postIds) =>
    app.find(postObserverPort)?.onPostsRemoved?.(app, postIds),
  );
  await forgetWaitingEdits(app, NETWORK);
  await removeAccounts(app, NETWORK);
  const isOurs = (name: string, query: string) =>
    TOPICS.some((topic) => topic.name === name && topic.query === query);
  for (const topic of await listTopics(app)) {
    if (!isOurs(topic.name, topic.query)) continue;
    await removeTopic(app, actor, topic.id);
    await forgetTopic(app, topic.id);
  }
  for (const account of await readAccounts(app))
    if (account.network === NETWORK) await disconnectAccount(app, actor, account.id);
}

async function sourcesOfSample(app: App) {
  return (await listSources(app)).filter((source) => source.kind === 'sample');
}
