import type {
  InboundItem,
  InboundPost,
  SourceBatch,
  SourceConnector,
  SourceContext,
} from '#connectors/kit/index.ts';
import { BRAND, STORY_DAYS, type StoryEvent, tellStory } from './story/index.ts';

const NETWORK = 'sample';
const MINUTE_MS = 60_000;
const STORY_MINUTES = STORY_DAYS * 1440;
const HISTORY_BATCH = 500;
/** How much of the story is told at once; the rest follows live. */
const LIVE_MINUTES = 240;

/** How far the story is told. It is told so that it ends a while after `startedAt`. */
interface Place {
  /** When the source was first read, in milliseconds since 1970. */
  startedAt: number;
  /** Events told in all rounds. */
  told: number;
}

interface SampleConfig {
  /** Minutes of the story that pass in one minute of ours once it is live. */
  speed: number;
}

/** The sample stream: an invented telecom, its customers and an outage. No network is needed. */
export const sampleSource: SourceConnector<SampleConfig> = {
  kind: 'sample',
  network: NETWORK,
  title: 'Sample stream: an invented telecom with an outage',
  verification: 'real-server',
  reads: 'stream',
  rhythmSeconds: 0,
  fields: [
    { name: 'speed', label: 'Story minutes in a minute', kind: 'number', required: false, default: 2 },
  ],
  parseConfig(input) {
    const speed = Number((input as { speed?: unknown } | null)?.speed ?? 2);
    return { speed: Number.isFinite(speed) ? Math.min(1000, Math.max(0.1, speed)) : 2 };
  },
  describe: (config) => (config.speed === 2 ? 'synthetic posts' : `synthetic posts at ${config.speed} ×`),
  read,
  async test() {
    const story = tellStory();
    const sample = story.slice(-5).map((event) => toItem(event, 0, Date.now(), story));
    return {
      summary: `The story has ${story.length} posts, edits and deletes of ${STORY_DAYS} days.`,
      sample,
    };
  },
};

async function* read(config: SampleConfig, context: SourceContext): AsyncIterable<SourceBatch> {
  const story = tellStory();
  const place = readPlace(context);
  while (!context.signal.aborted) {
    const now = context.clock.now().getTime();
    const due: StoryEvent[] = [];
    while (due.length < HISTORY_BATCH && timeOf(story, place.told + due.length, place, config) <= now) {
      due.push(story[(place.told + due.length) % story.length]!);
    }
    if (due.length > 0) {
      yield batchOf(story, due, place, config, now);
      continue;
    }
    await context.clock.sleep(
      Math.min(timeOf(story, place.told, place, config) - now, 10 * MINUTE_MS),
      context.signal,
    );
  }
}

function batchOf(
  story: readonly StoryEvent[],
  due: readonly StoryEvent[],
  place: Place,
  config: SampleConfig,
  now: number,
): SourceBatch {
  const items = due.map((event, index) => {
    const number = place.told + index;
    return toItem(event, Math.floor(number / story.length), timeOf(story, number, place, config), story);
  });
  place.told += due.length;
  // Whoever has told everything that is due is not behind, however quiet the story is at the moment.
  const newest = due.length < HISTORY_BATCH ? now : timeOf(story, place.told - 1, place, config);
  return { items, cursor: JSON.stringify(place), newestEventAt: new Date(newest) };
}

/** When the `number`th event happens: history lies before the start in its own rhythm, what follows is told faster. */
function timeOf(story: readonly StoryEvent[], number: number, place: Place, config: SampleConfig): number {
  const round = Math.floor(number / story.length);
  const minute =
    story[number % story.length]!.minute + round * STORY_MINUTES - (STORY_MINUTES - LIVE_MINUTES);
  return Math.round(place.startedAt + (minute <= 0 ? minute : minute / config.speed) * MINUTE_MS);
}

function readPlace(context: SourceContext): Place {
  try {
    const place: unknown = JSON.parse(context.cursor ?? '');
    const { startedAt, told } = place as Partial<Place>;
    if (Number.isSafeInteger(startedAt) && Number.isSafeInteger(told))
      return { startedAt: startedAt!, told: told! };
  } catch {
    // Nothing was read yet.
  }
  return { startedAt: context.clock.now().getTime(), told: 0 };
}

const authors = new WeakMap<readonly StoryEvent[], Map<string, string>>();

/** Who wrote each post, so that an answer to the brand says so. */
function authorsOf(story: readonly StoryEvent[]): Map<string, string> {
  const known = authors.get(story) ?? new Map(story.map((event) => [event.id, event.author.externalId]));
  authors.set(story, known);
  return known;
}

function toItem(event: StoryEvent, round: number, at: number, story: readonly StoryEvent[]): InboundItem {
  const idOf = (id: string) => (round === 0 ? id : `${id}-${round}`);
  const identity = { origin: NETWORK, externalId: idOf(event.id), version: at * 1000 };
  if (event.type === 'delete') return { type: 'delete', ...identity };
  const addressesBrand =
    event.text.includes(`@${BRAND.handle}`) ||
    [event.parent, event.quotes].some(
      (id) => id !== undefined && authorsOf(story).get(id) === BRAND.externalId,
    );
  return {
    type: 'post',
    ...identity,
    network: NETWORK,
    kind: kindOf(event),
    author: {
      externalId: event.author.externalId,
      handle: event.author.handle,
      displayName: event.author.displayName,
      followers: event.author.followers,
      ...(event.author.location ? { location: event.author.location } : {}),
    },
    text: event.text,
    langs: [event.author.language],
    mentions: addressesBrand ? [BRAND.externalId] : [],
    createdAt: new Date(at),
    revision: `sample-${at}`,
    ...(event.type === 'edit' ? { isEdit: true } : {}),
    ...(event.parent ? { parentExternalId: idOf(event.parent) } : {}),
    ...(event.root ? { rootExternalId: idOf(event.root) } : {}),
    ...(event.quotes ? { quotedExternalId: idOf(event.quotes) } : {}),
  };
}

function kindOf(event: StoryEvent): InboundPost['kind'] {
  if (event.parent) return 'reply';
  return event.quotes ? 'quote' : 'post';
}
