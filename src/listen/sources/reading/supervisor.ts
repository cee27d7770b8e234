import type { App } from '#platform/app/index.ts';
import type { Running } from '#platform/feature/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { becomeReader, saveHeartbeats } from '../reading-store.ts';
import { selectSources, type SourceRow } from '../store.ts';
import { openPlaces, type Places } from '#platform/db/index.ts';
import { readSource } from './read-source.ts';
import { watchTrouble } from './trouble.ts';

/** Sources are looked after this often, and at once when something is said on the bus. */
const ROUND_MS = 5000;

interface Reader {
  /** Names this reading in the row. One that does not let go in time has another name than the next, and stores nothing. */
  name: string;
  revision: number;
  stop: AbortController;
  wake: AbortController;
  done: Promise<void>;
}

interface Supervision {
  app: App;
  readers: Map<string, Reader>;
}

/** Reads every running source that no other process reads, until the signal is aborted; takes up changes within a second. */
export async function superviseSources(app: App, signal: AbortSignal): Promise<Running> {
  const supervision: Supervision = { app, readers: new Map() };
  let nudge = new AbortController();
  const unsubscribe = [
    app.bus.on('source.changed', () => nudge.abort()),
    app.bus.on('bus.resync', () => nudge.abort()),
    app.bus.on('source.read_now', ({ sourceId }) => wake(supervision, sourceId)),
  ];
  const supervise = async () => {
    let places: Places | undefined;
    while (!signal.aborted) {
      nudge = new AbortController();
      try {
        if (places?.lost.aborted) places = await leave(supervision, places);
        places ??= await openPlaces(app.db);
        await lookAfter(supervision, places);
      } catch (error) {
        app.log.warn({ err: error }, 'the sources could not be looked after; trying again');
      }
      await app.clock.sleep(
        ROUND_MS,
        AbortSignal.any([signal, nudge.signal, ...(places ? [places.lost] : [])]),
      );
    }
    for (const stop of unsubscribe) stop();
    await leave(supervision, places);
  };
  const done = supervise();
  return { stopped: () => done };
}

function wake(supervision: Supervision, sourceId: string): void {
  const reader = supervision.readers.get(sourceId);
  if (!reader) return;
  const sleeping = reader.wake;
  reader.wake = new AbortController();
  sleeping.abort();
}

/** Stops every reader and gives the places up. */
async function leave(supervision: Supervision, places: Places | undefined): Promise<undefined> {
  await Promise.all([...supervision.readers.keys()].map((id) => stopReading(supervision, id)));
  places?.close();
}

async function lookAfter(supervision: Supervision, places: Places): Promise<void> {
  const { app, readers } = supervision;
  const rows = await selectSources(app);
  const wanted = new Map(rows.filter((row) => row.state === 'running').map((row) => [row.id, row]));
  const isCurrent = (id: string, reader: Reader) =>
    wanted.get(id)?.revision === reader.revision && wanted.get(id)?.reader === reader.name;
  const outdated = [...readers].filter(([id, reader]) => !isCurrent(id, reader)).map(([id]) => id);
  await Promise.all(
    outdated.map(async (id) => {
      await stopReading(supervision, id);
      await places.giveBack(id);
    }),
  );
  for (const row of wanted.values()) {
    if (!readers.has(row.id) && (await places.take(row.id))) await startReading(supervision, places, row);
  }
  await saveHeartbeats(
    app,
    [...readers].map(([id, { name }]) => ({ id, reader: name })),
  );
  await watchTrouble(app, [...readers.keys()]);
}

async function startReading(supervision: Supervision, places: Places, row: SourceRow): Promise<void> {
  const { app, readers } = supervision;
  const name = newSecret(9);
  await becomeReader(app, row.id, name);
  const reader: Reader = {
    name,
    revision: row.revision,
    stop: new AbortController(),
    wake: new AbortController(),
    done: Promise.resolve(),
  };
  reader.done = readSource(app, {
    sourceId: row.id,
    reader: name,
    signal: AbortSignal.any([reader.stop.signal, places.lost]),
    woken: () => reader.wake.signal,
  });
  readers.set(row.id, reader);
}

/** A connector that does not let go within this time is left behind; what it still reads is not stored. */
const PATIENCE_MS = 5000;

async function stopReading(supervision: Supervision, id: string): Promise<void> {
  const reader = supervision.readers.get(id);
  if (!reader) return;
  supervision.readers.delete(id);
  reader.stop.abort();
  const patience = new AbortController();
  await Promise.race([reader.done, supervision.app.clock.sleep(PATIENCE_MS, patience.signal)]);
  patience.abort();
}
