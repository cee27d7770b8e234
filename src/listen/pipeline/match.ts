import type { InboundItem, Refusal } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import type { Delivery } from '#platform/stream/index.ts';
import { refuseItem, takeIn } from '#listen/intake/index.ts';
import { decodeParcel, type Parcel } from './codec.ts';
import { noteDeliveries, pingDatabase, pruneDeliveries } from './store.ts';

/** Together only at the first deliveries: one that kills its matcher shall not take others along. */
const TOGETHER_UP_TO = 2;
const MOST_DELIVERIES = 8;
const MOST_ITEMS = 4000;
const TRIES = 3;
const PAUSE_MS = 200;
const KEEP_HOURS = 2;
const MAX_PAYLOAD = 65_536;

interface Load {
  sourceId: string | null;
  items: (InboundItem | Refusal)[];
  deliveries: Delivery[];
}

/** Takes a handful of messages in: together where they come from one source, each marked done after the commit. */
export async function matchHandful(
  app: App,
  handful: readonly Delivery[],
  signal: AbortSignal,
): Promise<void> {
  for (const load of loadsOf(handful)) await storeLoad(app, load, signal);
}

export async function forgetDeliveries(app: App): Promise<void> {
  await pruneDeliveries(app, KEEP_HOURS);
}

function loadsOf(handful: readonly Delivery[]): Load[] {
  const loads: Load[] = [];
  const open = new Map<string | null, Load>();
  for (const delivery of handful) {
    const { sourceId, items } = readOf(delivery);
    const isAlone = delivery.deliveries > TOGETHER_UP_TO;
    let load = isAlone ? undefined : open.get(sourceId);
    if (!load || load.items.length + items.length > MOST_ITEMS) {
      load = { sourceId, items: [], deliveries: [] };
      loads.push(load);
      if (!isAlone) open.set(sourceId, load);
    }
    load.items.push(...items);
    load.deliveries.push(delivery);
  }
  return loads;
}

function readOf(delivery: Delivery): Pick<Load, 'sourceId' | 'items'> {
  let parcel: Parcel;
  try {
    parcel = decodeParcel(delivery.body);
  } catch (error) {
    const payload = Buffer.from(delivery.body)
      .toString('utf8')
      .slice(0, MAX_PAYLOAD)
      .replaceAll('\0', '\ufffd');
    const reason = `A message of the stream was not understood: ${messageOf(error)}.`;
    return {
      sourceId: null,
      items: [{ type: 'refusal', code: 'pipeline.message_invalid', reason, payload }],
    };
  }
  if (delivery.deliveries <= MOST_DELIVERIES) return parcel;
  const reason = `It was handed to ${delivery.deliveries - 1} matchers and none of them answered.`;
  return {
    sourceId: parcel.sourceId,
    items: parcel.items.map((item) => refuseItem(item, 'pipeline.unanswered', reason)),
  };
}

/** Stores a load, or what of it can be stored; throws only when the signal is aborted while the database is away. */
async function storeLoad(app: App, load: Load, signal: AbortSignal): Promise<void> {
  let failure: unknown;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      await store(app, load);
      for (const delivery of load.deliveries) delivery.done();
      return;
    } catch (error) {
      signal.throwIfAborted();
      failure = error;
      // Doubles are taken out and the rest is tried again; nothing else has changed.
      if (error instanceof Doubles) return storeLoad(app, withoutDoubles(load, error.keys), signal);
      if (!(await isDatabaseThere(app))) attempt--;
      app.log.warn(
        { err: error, messages: load.deliveries.length, attempt },
        'messages could not be taken in',
      );
      await app.clock.sleep(PAUSE_MS * attempt, signal);
    }
  }
  await divide(app, load, failure, signal);
}

/** What fails as a whole is tried in halves of messages, then item by item; an item that fails alone is kept aside. */
async function divide(app: App, load: Load, failure: unknown, signal: AbortSignal): Promise<void> {
  if (load.deliveries.length > 1) {
    for (const delivery of load.deliveries)
      await storeLoad(app, { ...readOf(delivery), deliveries: [delivery] }, signal);
    return;
  }
  if (load.items.every((item) => item.type === 'refusal')) throw failure;
  const checked: (InboundItem | Refusal)[] = [];
  for (const item of load.items) {
    const reason = item.type === 'refusal' ? undefined : await whyNot(app, load.sourceId, item);
    if (reason === undefined || item.type === 'refusal') checked.push(item);
    else checked.push(refuseItem(item, 'pipeline.item_failed', `It could not be taken in: ${reason}`));
  }
  const isHopeless = checked.every((item, index) => item === load.items[index]);
  await storeLoad(app, { ...load, items: isHopeless ? setAside(load.items, failure) : checked }, signal);
}

/** Tries an item alone and undoes it; the reason when it fails. */
async function whyNot(app: App, sourceId: string | null, item: InboundItem): Promise<string | undefined> {
  const undo = new Error('tried');
  try {
    await takeIn(app, {
      sourceId,
      items: [item],
      alsoStore: () => Promise.reject(undo),
    });
  } catch (error) {
    return error === undo ? undefined : messageOf(error);
  }
  return undefined;
}

function setAside(items: readonly (InboundItem | Refusal)[], failure: unknown): Refusal[] {
  const reason = `It could not be taken in together with others: ${messageOf(failure)}`;
  return items.map((item) =>
    item.type === 'refusal' ? item : refuseItem(item, 'pipeline.item_failed', reason),
  );
}

class Doubles extends Error {
  readonly keys: ReadonlySet<string>;
  constructor(keys: ReadonlySet<string>) {
    super('some of these messages are stored already');
    this.keys = keys;
  }
}

async function store(app: App, load: Load): Promise<void> {
  if (load.deliveries.length === 0) return;
  await takeIn(app, {
    sourceId: load.sourceId,
    items: load.items,
    // Items kept aside here are whole, and can be read back as such.
    refusalFormat: 'item',
    alsoStore: async () => {
      const keys = load.deliveries.map((delivery) => delivery.key);
      const fresh = await noteDeliveries(app, keys);
      if (fresh.size < keys.length) throw new Doubles(new Set(keys.filter((key) => !fresh.has(key))));
    },
  });
}

function withoutDoubles(load: Load, doubles: ReadonlySet<string>): Load {
  const left: Load = { sourceId: load.sourceId, items: [], deliveries: [] };
  for (const delivery of load.deliveries) {
    if (doubles.has(delivery.key)) delivery.done();
    else {
      left.items.push(...readOf(delivery).items);
      left.deliveries.push(delivery);
    }
  }
  return left;
}

async function isDatabaseThere(app: App): Promise<boolean> {
  return pingDatabase(app).then(
    () => true,
    () => false,
  );
}
