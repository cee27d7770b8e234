import type { Actor, App } from '#platform/app/index.ts';
import {
  connectAccount,
  disconnectAccount,
  readAccounts,
  type BrandProfile,
  type SampleStream,
} from '#people/brand/index.ts';
import { removeAccounts } from '#people/accounts/index.ts';
import {
  createNeed,
  listNeeds,
  listOutlets,
  removeNeed,
  removeOutlet,
  takeOutlets,
} from '#listen/demand/index.ts';
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

const FLU = 'Flu symptoms';

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
  {
    name: FLU,
    query: 'flu OR fever OR chills OR "sore throat" OR "body aches"',
    kind: 'subject',
    toInbox: false,
  },
];

/** What the topic about flu is for: a need, and the pharmacies that could run short. */
const REMEDY = 'Cold remedy';
const PHARMACIES = (
  [
    ['Broadway Pharmacy', 'Nashville, TN', 38, 6],
    ['Green Hills Drugs', 'Nashville, TN', 120, 5],
    ['Franklin Pharmacy', 'Franklin, TN', 24, 4],
    ['Beale Street Pharmacy', 'Memphis, TN', 140, 5],
    ['Knoxville West Drugs', 'Knoxville, TN', 160, 4],
    ['Lookout Pharmacy', 'Chattanooga, TN', 90, 3],
    ['Derby City Drugs', 'Louisville, KY', 150, 6],
  ] as const
).map(([name, city, onHand, perDay], i) => ({
  code: `sample-${i + 1}`,
  name,
  city,
  item: REMEDY,
  onHand,
  perDay,
}));

/** The sample stream as the brand's settings start and remove it: source, topics, and an account that can answer. */
export const sampleStream: SampleStream = {
  async start(app, actor) {
    const names = new Set((await listTopics(app)).map((topic) => topic.name));
    for (const topic of TOPICS) if (!names.has(topic.name)) await createTopic(app, actor, topic);
    await startNeed(app, actor);
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
  await removeNeeds(app, actor);
  for (const topic of await listTopics(app)) {
    if (!isOurs(topic.name, topic.query)) continue;
    await removeTopic(app, actor, topic.id);
    await forgetTopic(app, topic.id);
  }
  for (const account of await readAccounts(app))
    if (account.network === NETWORK) await disconnectAccount(app, actor, account.id);
}

async function startNeed(app: App, actor: Actor): Promise<void> {
  if ((await listNeeds(app)).some((need) => need.name === FLU)) return;
  const topicIds = (await listTopics(app)).filter(({ name }) => name === FLU).map(({ id }) => id);
  await createNeed(app, actor, { name: FLU, topicIds, item: REMEDY });
  await takeOutlets(app, actor, PHARMACIES);
}

async function removeNeeds(app: App, actor: Actor): Promise<void> {
  for (const need of await listNeeds(app))
    if (need.name === FLU && need.item === REMEDY) await removeNeed(app, actor, need.id);
  const codes = new Set(PHARMACIES.map(({ code }) => code));
  for (const { code } of await listOutlets(app)) if (codes.has(code)) await removeOutlet(app, actor, code);
}

async function sourcesOfSample(app: App) {
  return (await listSources(app)).filter((source) => source.kind === 'sample');
}
