import { keepFile, storedLookup } from './lookup.ts';
import {
  connectorsPort,
  type SourceBatch,
  SourceBusy,
  type SourceConnector,
  type SourceContext,
  SourceStopped,
} from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { handIn, rawFilter } from '#listen/intake/index.ts';
import { nextPollSeconds, nextPollTime, retryTime } from '../domain.ts';
import { sourceErrors } from '../errors.ts';
import { brandAccountsPort, deliveriesPort, mailAnswersPort } from '../ports.ts';
import { type Progress, saveFailure, savePause, saveProgress, saveStop } from '../reading-store.ts';
import { selectSource, type SourceRow } from '../store.ts';

export interface Reading {
  sourceId: string;
  /** Names this reader in the row; without it there nothing is stored. */
  reader: string;
  /** Ends the reading; a batch under way is stored first. */
  signal: AbortSignal;
  /** Resolves when waiting should end early: somebody asked for a read now. */
  woken(): AbortSignal;
}

/** Reads one source until the signal is aborted or the source refuses for good. Never throws. */
export async function readSource(app: App, reading: Reading): Promise<void> {
  for (let lost = 0; !reading.signal.aborted;) {
    try {
      const row = await selectSource(app, reading.sourceId);
      if (!row || row.stopped_code !== null || row.reader !== reading.reader) return;
      lost = 0;
      if (!(await isTime(app, row, reading))) continue;
      await readOnce(app, row, reading);
    } catch (error) {
      if (isReplaced(error)) return;
      // The database itself is away; the source is not to blame.
      app.log.warn({ err: error, sourceId: reading.sourceId }, 'reading a source was interrupted');
      lost++;
      await app.clock.sleep(retryTime(lost, new Date(0), undefined, 0.5).getTime(), reading.signal);
    }
  }
}

/** Waits for the next poll or attempt. False when the wait was cut short and the row must be looked at again. */
async function isTime(app: App, row: SourceRow, reading: Reading): Promise<boolean> {
  const wait = row.next_read_at ? row.next_read_at.getTime() - row.now.getTime() : 0;
  if (wait <= 0) return true;
  await app.clock.sleep(Math.min(wait, 60_000), AbortSignal.any([reading.signal, reading.woken()]));
  return false;
}

async function readOnce(app: App, row: SourceRow, reading: Reading): Promise<void> {
  const connector = app.use(connectorsPort).sources.get(row.kind);
  if (!connector) {
    return saveStop(
      app,
      row,
      reading.reader,
      'source.kind_unknown',
      `This program has no kind of source called “${row.kind}”.`,
    );
  }
  try {
    const context = await contextFor(app, row, connector, reading.signal);
    const outcome = await readBatches(app, row, connector, context, reading);
    if (reading.signal.aborted) return;
    if (connector.reads === 'poll') await pause(app, row, connector, reading, outcome);
    else await failed(app, row, reading, new SourceBusy('The stream ended.'));
  } catch (error) {
    if (reading.signal.aborted || isReplaced(error)) throw error;
    if (error instanceof SourceStopped) await saveStop(app, row, reading.reader, error.code, error.message);
    else await failed(app, row, reading, error);
    await app.bus.publish('source.health', {});
  }
}

interface Outcome {
  hadNews: boolean;
  nextReadAt: Date | undefined;
}

async function readBatches(
  app: App,
  row: SourceRow,
  connector: SourceConnector,
  context: SourceContext,
  reading: Reading,
): Promise<Outcome> {
  const outcome: Outcome = { hadNews: false, nextReadAt: undefined };
  // The loop asks for the next batch only after this one is stored: a slow store slows the reader down.
  for await (const batch of connector.read(connector.parseConfig(row.config), context)) {
    const given = {
      sourceId: row.id,
      items: batch.items,
      ...(batch.skipped === undefined ? {} : { skipped: batch.skipped }),
      refusalFormat: connector.payloadFormat,
      alsoStore: async () => {
        const isOurs = await saveProgress(app, row.id, reading.reader, progressOf(batch, connector));
        if (batch.deliveries) await app.find(deliveriesPort)?.note(app, row.network, batch.deliveries);
        if (batch.answers) await app.find(mailAnswersPort)?.(app, batch.answers);
        if (!isOurs) throw sourceErrors('source.reader_replaced', { id: row.id });
      },
    };
    const result = await handIn(app, given, reading.signal);
    if (batch.gap) app.log.warn({ sourceId: row.id, reason: batch.gap.reason }, 'a source has a gap');
    outcome.hadNews ||= result.kept > 0 || batch.items.length > 0;
    outcome.nextReadAt = batch.nextReadAt ?? outcome.nextReadAt;
    if (reading.signal.aborted) break;
  }
  return outcome;
}

function progressOf(batch: SourceBatch, connector: SourceConnector): Progress {
  const { gap } = batch;
  const moved = batch.newConfig === undefined ? undefined : connector.parseConfig(batch.newConfig);
  return {
    cursor: batch.cursor,
    hasItems: batch.items.length > 0 || (batch.skipped ?? 0) > 0,
    newestEventAt: batch.newestEventAt,
    gap: gap && {
      from: gap.from?.toISOString() ?? null,
      to: gap.to?.toISOString() ?? null,
      reason: gap.reason,
    },
    newConfig: moved === undefined ? undefined : JSON.stringify(moved),
    newDescription: moved === undefined ? undefined : connector.describe(moved),
    newReads: moved === undefined ? undefined : connector.identify?.(moved),
  };
}

async function pause(
  app: App,
  row: SourceRow,
  connector: SourceConnector,
  reading: Reading,
  outcome: Outcome,
): Promise<void> {
  const bounds = connector.pollSeconds ?? { start: 300, min: 60, max: 3600 };
  const seconds = nextPollSeconds(bounds, row.poll_seconds, outcome.hadNews);
  const now = app.clock.now();
  const at = nextPollTime(bounds, seconds, now, outcome.nextReadAt, Math.random());
  await savePause(app, row, reading.reader, at.getTime() - now.getTime(), seconds);
}

/** Failures count from the row, so that they go on where another process or an earlier start left off. */
async function failed(app: App, row: SourceRow, reading: Reading, error: unknown): Promise<void> {
  const before = (await selectSource(app, row.id))?.failures ?? 0;
  const askedFor = error instanceof SourceBusy ? error.retryAt : undefined;
  const now = app.clock.now();
  const waitMs = retryTime(before + 1, now, askedFor, Math.random()).getTime() - now.getTime();
  app.log.info(
    { sourceId: row.id, failures: before + 1, reason: messageOf(error) },
    'a source could not be read',
  );
  await saveFailure(app, row, reading.reader, { message: messageOf(error).slice(0, 1000), waitMs });
}

/** What a connector gets to read or try a source. */
export async function contextFor(
  app: App,
  row: Pick<SourceRow, 'id' | 'network' | 'cursor'>,
  connector: SourceConnector,
  signal: AbortSignal,
): Promise<SourceContext> {
  return {
    sourceId: row.id,
    cursor: row.cursor ?? undefined,
    outward: app.outward,
    clock: app.clock,
    log: app.log.child({ sourceId: row.id, kind: connector.kind }),
    signal,
    stored: storedLookup(app),
    keepFile: (file) => keepFile(app, file, row.network),
    filter: rawFilter(app, row.network),
    ownAccounts: (await app.find(brandAccountsPort)?.connected(app, row.network)) ?? [],
  };
}

function isReplaced(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'source.reader_replaced';
}
