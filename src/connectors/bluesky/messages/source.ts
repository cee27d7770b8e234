import { messageOf } from '#platform/errors/index.ts';
import {
  type OwnAccount,
  type SourceBatch,
  SourceBusy,
  type SourceConnector,
  type SourceContext,
  SourceStopped,
} from '../../kit/index.ts';
import { configShape } from '../config.ts';
import { XrpcError } from '../network/xrpc.ts';
import { NETWORK } from '../records/record.ts';
import { type ChatWay, MessagesNotAllowed } from './ask-chat.ts';
import { readStanding } from './catch-up.ts';
import { LOOK_BACK_MS, type Mark, type Marks, parseMarks, writeMarks } from './marks.ts';
import { problemOf } from './problem.ts';
import { readLog, readPage } from './read-log.ts';

/** The service does not say how long it keeps its log, so after an absence the conversations themselves are read as well. */
const ABSENCE_MS = 12 * 3_600_000;
/** Clocks differ. */
const OVERLAP_MS = 15 * 60_000;
/** So often the time is kept while nothing happens. */
const KEEP_MS = 3_600_000;
const NO_ACCOUNT =
  'No Bluesky account is connected, or the network refuses the one that is. Connect it in the settings; reading then goes on by itself, from where it stopped.';

/** What people write to the connected accounts alone. */
export function createMessages(way: ChatWay): SourceConnector<Record<string, never>> {
  return {
    kind: 'bluesky-messages',
    network: NETWORK,
    title: 'Bluesky: direct messages to your accounts',
    verification: 'vendor-schema',
    reads: 'poll',
    rhythmSeconds: 0,
    usesAccounts: true,
    pollSeconds: { start: 15, min: 10, max: 60 },
    fields: [],
    parseConfig(input) {
      configShape(input);
      return {};
    },
    describe: () => 'connected accounts',
    read: (_config, context) => readAccounts(way, context),
    async test(_config, context) {
      for (const account of context.ownAccounts)
        await readPage(way, { ...context, account }).catch((error: unknown) =>
          Promise.reject(problemOf(error, account)),
        );
      const names = context.ownAccounts.map(({ handle }) => `@${handle}`).join(', ');
      // What people wrote to somebody alone is shown only where it is answered.
      return {
        summary: names === '' ? 'No account is connected yet.' : `Direct messages of ${names} can be read.`,
        sample: [],
      };
    },
  };
}

async function* readAccounts(way: ChatWay, context: SourceContext): AsyncGenerator<SourceBatch, void, void> {
  const { ownAccounts, signal } = context;
  if (ownAccounts.length === 0) throw new SourceStopped('bluesky.no_account', NO_ACCOUNT);
  const marks = parseMarks(context.cursor);
  const problems: unknown[] = [];
  const closed: string[] = [];
  for (const account of ownAccounts) {
    try {
      yield* readAccount(way, account, marks, context);
      await account.reportMessages?.('on');
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof MessagesNotAllowed)) problems.push(problemOf(error, account));
      else {
        closed.push(error.message);
        await account.reportMessages?.('not-allowed');
      }
    }
  }
  // Where others can be read, one that may not is no trouble: its own line in the settings says it.
  if (closed.length === ownAccounts.length)
    throw new SourceStopped('bluesky.messages_not_allowed', closed.join(' '));
  if (problems.length === 0) return;
  const isAll = problems.length === ownAccounts.length;
  throw isAll ? problems[0] : new SourceBusy(problems.map(messageOf).join(' '));
}

async function* readAccount(
  way: ChatWay,
  account: OwnAccount,
  marks: Marks,
  context: SourceContext,
): AsyncGenerator<SourceBatch, void, void> {
  try {
    yield* readFrom(way, account, marks, context);
  } catch (error) {
    const isLost = error instanceof XrpcError && error.error === 'InvalidRequest';
    // A place that the service does not know (any more) is no place.
    if (!isLost || !marks.delete(account.externalId)) throw error;
    yield* readFrom(way, account, marks, context);
  }
}

async function* readFrom(
  way: ChatWay,
  account: OwnAccount,
  marks: Marks,
  context: SourceContext,
): AsyncGenerator<SourceBatch, void, void> {
  const { outward, signal, clock } = context;
  const asker = { account, outward, signal };
  const before = marks.get(account.externalId);
  const began = clock.now();
  const from = before?.from ?? since(undefined, began);
  const keep = (log: string, at: Date) => {
    marks.set(account.externalId, { log, at, from });
    return writeMarks(marks);
  };
  const wasAway = before === undefined || began.getTime() - before.at.getTime() > ABSENCE_MS;
  // The place is asked for first: what is said while the conversations are read comes by the log as well.
  const start = before?.log ?? (await readPage(way, asker)).next;
  if (wasAway) {
    let last: SourceBatch = { items: [] };
    for await (const part of readStanding(way, asker, since(before, began), context)) {
      if (last.items.length > 0) yield last;
      last = part;
    }
    if (signal.aborted) return;
    // Only behind the last of them is the place true.
    yield start === undefined ? last : { ...last, cursor: keep(start, began) };
  }
  if (start === undefined) return;
  let isKept = wasAway;
  for await (const { batch, place } of readLog(way, asker, start, { ...context, from })) {
    yield { ...batch, cursor: keep(place, began) };
    isKept = true;
  }
  if (!isKept && before && began.getTime() - before.at.getTime() > KEEP_MS)
    yield { items: [], cursor: keep(before.log, began) };
}

function since(before: Mark | undefined, now: Date): Date {
  return new Date(before === undefined ? now.getTime() - LOOK_BACK_MS : before.at.getTime() - OVERLAP_MS);
}
