import type { App } from '#platform/app/index.ts';
import type { InboundPost } from '#connectors/kit/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { BRAND, tellStory } from '#connectors/sample/index.ts';

/** They leave with the other posts of the sample's network. */
const NETWORK = 'sample';
const MINUTE_MS = 60_000;

interface Said {
  minutesAgo: number;
  isOurs?: boolean;
  text: string;
}

const SAID: readonly Said[] = [
  {
    minutesAgo: 190,
    text: 'I did not want to write this in public: two payments were taken in November, and my account ends in 4417. Who can look at it?',
  },
  {
    minutesAgo: 178,
    isOurs: true,
    text: 'Thank you for telling us here. We look at the account that ends in 4417 and come back to you today.',
  },
  {
    minutesAgo: 24,
    text: 'The bank says the second payment was asked for twice. I can send you the statement, if that helps.',
  },
];

/** Somebody who also speaks in public writes to the sample company alone. */
export async function whisper(app: App): Promise<void> {
  const { externalId, handle, displayName } = speaker();
  const brand = BRAND.externalId;
  const now = app.clock.now().getTime();
  const items = SAID.map(({ minutesAgo, isOurs, text }, index): InboundPost => ({
    type: 'post',
    origin: NETWORK,
    externalId: `sample-alone-${index}`,
    version: 1,
    network: NETWORK,
    kind: 'message',
    visibility: 'private',
    author: isOurs ? { externalId: brand } : { externalId, handle, displayName },
    text,
    langs: ['en'],
    mentions: isOurs ? [] : [brand],
    rootExternalId: `${brand}/alone`,
    createdAt: new Date(now - minutesAgo * MINUTE_MS),
  }));
  await takeIn(app, { sourceId: null, items });
}

/** Who named the brand last, in English. */
function speaker() {
  const named = tellStory().findLast(
    ({ author, text }) =>
      author.language === 'en' && author.externalId !== BRAND.externalId && text.includes(`@${BRAND.handle}`),
  );
  if (!named) throw new Error('Nobody in the story speaks to the brand.');
  return named.author;
}
