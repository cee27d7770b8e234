import { messageOf } from '#platform/errors/index.ts';
import {
  type OwnAccount,
  SourceBusy,
  type SourceBatch,
  type SourceConnector,
  type SourceContext,
  SourceStopped,
} from '../../kit/index.ts';
import { POSTS, parseRecordUri } from '../records/addresses.ts';
import { configShape } from '../config.ts';
import { refuse } from '../records/event.ts';
import { NETWORK } from '../records/record.ts';
import { type Sessions, SignedOut } from '../network/sessions.ts';
import { filled, isShape, listOf, momentOf, type Shape, shapeOf } from '../records/shapes.ts';
import { postFromView } from '../records/views.ts';
import { xrpc, XrpcError } from '../network/xrpc.ts';

/** Time of the newest notification read, by account (DID). */
type Marks = Record<string, string>;

const REASONS = ['mention', 'reply', 'quote'];
/** Notifications are sorted by a time that their authors claim, so late ones slip in below the newest. */
const OVERLAP_MS = 15 * 60_000;
/** What was said before the account was connected, and may still wait for an answer. */
const LOOK_BACK_MS = 7 * 24 * 3_600_000;
const MOST_PAGES = 50;
const NO_ACCOUNT =
  'No Bluesky account is connected, or the network refuses the one that is. Connect it in the settings; reading then goes on by itself, from where it stopped.';
const INSTEAD = 'Add the stream of the server itself as a source; it brings mentions too.';

/** Mentions, replies and quotes of the connected accounts, as the network itself counts them. */
export function createNotifications(sessions: Sessions): SourceConnector<Record<string, never>> {
  return {
    kind: 'bluesky-notifications',
    network: NETWORK,
    title: 'Bluesky: mentions of your accounts',
    verification: 'vendor-schema',
    reads: 'poll',
    rhythmSeconds: 0,
    usesAccounts: true,
    pollSeconds: { start: 20, min: 20, max: 60 },
    fields: [],
    parseConfig(input) {
      configShape(input);
      return {};
    },
    describe: () => 'connected accounts',
    read: (_config, context) => readAccounts(sessions, context),
    async test(_config, context) {
      const sample = [];
      for (const account of context.ownAccounts) {
        const page = await readPage(account, undefined, sessions, context).catch((error: unknown) =>
          Promise.reject(problemOf(error, account)),
        );
        sample.push(...page.notifications.map(toItem).filter((item) => item.type !== 'refusal'));
      }
      const names = context.ownAccounts.map(({ handle }) => `@${handle}`).join(', ');
      const summary =
        names === '' ? 'No account is connected yet.' : `Notifications of ${names} can be read.`;
      return { summary, sample: sample.slice(0, 5) };
    },
  };
}

async function* readAccounts(
  sessions: Sessions,
  context: SourceContext,
): AsyncGenerator<SourceBatch, void, void> {
  if (context.ownAccounts.length === 0) throw new SourceStopped('bluesky.no_account', NO_ACCOUNT);
  const marks = parseMarks(context.cursor);
  const problems: unknown[] = [];
  for (const account of context.ownAccounts) {
    try {
      yield* readAccount(account, marks, sessions, context);
    } catch (error) {
      if (context.signal.aborted) return;
      problems.push(problemOf(error, account));
    }
  }
  if (problems.length === 0) return;
  const isAll = problems.length === context.ownAccounts.length;
  throw isAll ? problems[0] : new SourceBusy(problems.map(messageOf).join(' '));
}

/** Pages come newest first; they are handed on oldest first, so that the mark never runs ahead of what is stored. */
async function* readAccount(
  account: OwnAccount,
  marks: Marks,
  sessions: Sessions,
  context: SourceContext,
): AsyncGenerator<SourceBatch, void, void> {
  const since = momentOf(marks[account.externalId])?.getTime();
  const until = since === undefined ? context.clock.now().getTime() - LOOK_BACK_MS : since - OVERLAP_MS;
  const pages: Shape[][] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(account, cursor, sessions, context);
    pages.unshift(page.notifications.filter((one) => timeOf(one) >= until));
    const isEnd = page.notifications.some((one) => timeOf(one) < until);
    cursor = isEnd ? undefined : page.cursor;
  } while (cursor !== undefined && pages.length < MOST_PAGES);
  let reached = momentOf(marks[account.externalId])?.getTime() ?? until;
  for (const [index, page] of pages.entries()) {
    const newest = page.reduce((latest, one) => Math.max(latest, timeOf(one)), reached);
    reached = Math.min(newest, context.clock.now().getTime());
    marks[account.externalId] = new Date(reached).toISOString();
    const isCut = index === 0 && cursor !== undefined;
    const gap = {
      from: new Date(until),
      reason: `More than ${MOST_PAGES} pages of notifications were waiting; the oldest were left out.`,
    };
    yield { items: page.map(toItem), cursor: JSON.stringify(marks), ...(isCut && { gap }) };
  }
}

async function readPage(
  account: OwnAccount,
  cursor: string | undefined,
  sessions: Sessions,
  { outward, signal }: SourceContext,
) {
  const query = { limit: '100', reasons: REASONS, ...(cursor !== undefined && { cursor }) };
  const answer = await sessions.use(account, outward, ({ service, accessJwt: token }) =>
    xrpc(outward, { service, method: 'app.bsky.notification.listNotifications', query, token, signal }),
  );
  const notifications = listOf(answer['notifications'], 1000)
    .filter(isShape)
    .filter(
      (one) => REASONS.includes(String(one['reason'])) && parseRecordUri(one['uri'])?.collection === POSTS,
    );
  return { notifications, cursor: filled(answer['cursor'], 4096) };
}

function toItem(notification: Shape): SourceBatch['items'][number] {
  const post = postFromView(notification);
  return 'problem' in post
    ? refuse('bluesky.record_invalid', post.problem, () => JSON.stringify(notification))
    : post;
}

function timeOf(notification: Shape): number {
  return momentOf(notification['indexedAt'])?.getTime() ?? Date.now();
}

function problemOf(error: unknown, account: OwnAccount): unknown {
  // It was reported; reading begins anew with the accounts that are left.
  if (error instanceof SignedOut) return new SourceBusy(error.message);
  if (!(error instanceof XrpcError)) return error;
  const isMissing = error.status === 501 || error.status === 404;
  if (isMissing) {
    return new SourceStopped(
      'bluesky.no_notifications',
      `The server of @${account.handle} keeps no notifications. ${INSTEAD}`,
    );
  }
  const isAlone = error.error === 'UpstreamFailure';
  const reason = isAlone
    ? `no Bluesky application answers behind its server. If it has none: ${INSTEAD}`
    : error.message;
  return new SourceBusy(`Notifications of @${account.handle} could not be read: ${reason}`, error.resetAt);
}

function parseMarks(cursor: string | undefined): Marks {
  try {
    const entries = Object.entries(shapeOf(JSON.parse(cursor ?? '{}')));
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
