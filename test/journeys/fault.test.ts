/**
 * "Nothing is lost, nothing is said twice", with everything dying: the program and its database are killed at random moments while a stream
 * sends posts, edits and deletes out of order, twice and over breaking lines, while a mailbox is read over lines that break as well, and while
 * replies leave for a network that carries out what it is told and loses one answer in twenty, and by mail over lines cut at every step.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client as Database } from 'pg';
import { until } from '../helpers/app.ts';
import { becomeOwner, type Client } from '../helpers/client.ts';
import { Asking, compareMails, missingReplies, type Wish } from './fault-parts.ts';
import { FAKE_PASSWORD, type FakeMailState } from '../helpers/fake-mail.ts';
import type { FaultyNetworkState } from '../helpers/faulty-network.ts';
import { type JetstreamEvent, type Story, tellStory } from '../helpers/jetstream-events.ts';
import type { JetstreamStats } from '../helpers/jetstream-server.ts';
import {
  type Child,
  freePort,
  type Program,
  startHelper,
  startProgram,
  temporaryData,
} from '../helpers/program.ts';
import { pick, type Random, randomFrom, shuffled } from '../helpers/random.ts';
import { withDatabase } from '../helpers/waiting-jobs.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const EVENTS = 4000;
/** Told and stored before the first kill; what is answered is among them. */
const OPENING = 600;
const REPLIES = 160;
const MAILS = 60;
/** So many of them are answered. */
const LETTERS = 24;
const DESK = 'help@shop.example';
/** p the program, d its database, b both: each way in the usual run, more of each in a soak. */
const VICTIMS = [...(SEED === 1 ? 'pppdb' : 'pppppddbb')] as ('p' | 'd' | 'b')[];
const KILLS = VICTIMS.length;
const ASKERS = 4;
/** Brand accounts: one that was speaking when the program died is silent until its lease is over; the others go on. */
const VOICES = 5;
/** Far more than the seconds that are read again after each connect, so that those cannot hide a loss. */
const MICROS_BETWEEN = 100_000;
const WORD = 'zephyr';

interface Stored {
  external_id: string;
  text: string;
  title: string | null;
  is_deleted: boolean;
}

const random = randomFrom(SEED);
const closing: (() => Promise<unknown>)[] = [];
let story: Story;
/** Addresses of posts of which some state matched. */
let matching: Set<string>;
let stream: Child & { url: string };
let network: Child & { url: string };
let mail: Child & { url: string; smtpPort: number; imapPort: number };
let data: string;
let env: Record<string, string>;
let program: Program;
let client: Client;
const voices: string[] = [];
let desk: string;

before(async () => {
  const start = Date.now() * 1000 - (EVENTS + 100) * MICROS_BETWEEN;
  story = tellStory({ seed: SEED, events: EVENTS, start, step: MICROS_BETWEEN, text: textOf });
  matching = new Set(story.events.filter(isMatching).map(uriOf));
  const seed = String(SEED);
  [stream, network, mail] = await Promise.all([
    startHelper('jetstream-server.ts', [
      '--seed',
      seed,
      '--drop',
      '0.002',
      '--repeat',
      '0.03',
      '--reorder',
      '6',
    ]),
    startHelper('faulty-network.ts', ['--seed', seed, '--drop', '0.05', '--delay', '10']),
    startHelper<{ smtpPort: number; imapPort: number }>('fake-mail.ts', ['--seed', seed]),
  ]);
  closing.push(
    () => stream.end('SIGKILL'),
    () => network.end('SIGKILL'),
    () => mail.end('SIGKILL'),
  );
  const folder = await temporaryData({ hasDatabase: true });
  closing.push(() => folder.remove());
  data = folder.path;
  const hosts = [
    ...[stream.url, network.url].map((url) => new URL(url).host),
    ...[mail.smtpPort, mail.imapPort].map((port) => `127.0.0.1:${port}`),
  ];
  env = {
    RAPPORT_DATA: data,
    PORT: String(await freePort()),
    RAPPORT_ALLOW: hosts.join(','),
    LOG_LEVEL: 'warn',
  };
  program = await startProgram(env);
  closing.push(() => program.end('SIGKILL'));
  client = await becomeOwner(program.url, program.ownerLink);
});

after(async () => {
  for (const close of closing.toReversed()) await close();
});

describe('the program under kills and a bad network', () => {
  test(`loses no post and posts no reply twice (SEED=${SEED})`, { timeout: 240_000 }, async () => {
    const startedAt = performance.now();
    await listen();
    await tell(0, OPENING);
    const letters = await chooseLetters();
    const wishes = await chooseWishes();
    const asking = new Asking(client, ASKERS, mixed(wishes, letters));
    closing.push(async () => asking.stop());
    const victims = shuffled(random, VICTIMS);
    for (const [kill, victim] of victims.entries()) {
      await tell(shareOf(kill, EVENTS - OPENING) + OPENING, shareOf(kill + 1, EVENTS - OPENING) + OPENING);
      await write(LETTERS + shareOf(kill, MAILS - LETTERS), LETTERS + shareOf(kill + 1, MAILS - LETTERS));
      asking.release(shareOf(kill + 1, REPLIES + LETTERS));
      await randomMoment();
      await killAndRestart(victim);
    }
    await asking.finished();
    const figures = await settle(wishes, letters);
    const seconds = (performance.now() - startedAt) / 1000;
    const { connections, drops } = await statsOf();
    const { dropped, writes } = await networkState();
    const { cuts, sessions } = await mailState();
    process.stdout.write(
      `fault: seed ${SEED}; ${EVENTS} events over ${connections} connections, ${drops} of them cut by the stream; ${writes} writes, ${dropped} answers lost; ` +
        `${sessions.smtp} SMTP and ${sessions.imap} IMAP sessions, ${cuts} of them cut; ` +
        `${KILLS} kills (${victims.join('')}: p program, d database, b both); ${asking.refusals} requests met a dead server; ` +
        `${JSON.stringify(figures)}; ${seconds.toFixed(1)} s\n`,
    );
    const clean = {
      lost: 0,
      doubled: 0,
      stale: 0,
      unwanted: 0,
      postedTwice: 0,
      neverPosted: 0,
      notSent: 0,
      notShownOnce: 0,
      mailsLost: 0,
      mailsDoubled: 0,
      lettersTwice: 0,
      lettersUntold: 0,
    };
    const missing =
      figures.notShownOnce > 0
        ? await withDatabase(data, (database) => missingReplies(database, wishes))
        : [];
    assert.deepEqual(figures, clean, `SEED=${SEED} ${JSON.stringify(missing, null, 1)}`);
    assert.ok(dropped > 0 && drops > 0 && cuts > 0, 'there were faults enough');
  });
});

function textOf(n: number, luck: Random): string {
  return luck() < 0.6 ? `My ${WORD} number ${n} stopped working` : `Nothing much to say, ${n}`;
}

function isMatching({ commit }: JetstreamEvent): boolean {
  return (commit?.['record'] as { text: string } | undefined)?.text.includes(WORD) === true;
}

function uriOf({ did, commit }: JetstreamEvent): string {
  return `at://${did}/app.bsky.feed.post/${String(commit?.['rkey'])}`;
}

function shareOf(part: number, whole: number): number {
  return Math.floor((part / KILLS) * whole);
}

/** Sets the company up; resolves when the stream is being read. */
async function listen(): Promise<void> {
  // The accounts first: a new one makes the sources of its network begin anew.
  for (let n = 0; n < VOICES; n++) {
    const identifier = `zephyr${n}.example.com`;
    const account = { network: 'bluesky', service: network.url, identifier, password: 'an app password' };
    voices.push((await client.post('/brand/accounts', account)).id);
  }
  const hosts = { imapHost: '127.0.0.1', smtpHost: '127.0.0.1', imapSecurity: 'none', smtpSecurity: 'none' };
  const settings = { ...hosts, imapPort: mail.imapPort, smtpPort: mail.smtpPort };
  const mailbox = { network: 'mail', identifier: DESK, password: FAKE_PASSWORD, settings };
  desk = (await client.post('/brand/accounts', mailbox)).id;
  await ask(
    `${mail.url}/options`,
    JSON.stringify({ dropAnswerChance: 0.1, cutChance: 0.2, cutReadChance: 0.2 }),
  );
  await client.post('/sources', { kind: 'mail', config: { mailbox: DESK } });
  await client.post('/topics', { name: 'Zephyr', query: WORD, kind: 'brand' });
  await client.post('/sources', { kind: 'bluesky-jetstream', config: { hosts: [stream.url] } });
  await until('the stream is read', async () => (await statsOf()).open > 0);
}

async function tell(from: number, to: number): Promise<void> {
  const lines = story.events.slice(from, to).map((event) => JSON.stringify(event));
  await ask(`${stream.url.replace('ws', 'http')}/control/load`, lines.join('\n'));
}

const statsOf = () => ask<JetstreamStats>(`${stream.url.replace('ws', 'http')}/control/stats`);
const mailState = () => ask<FakeMailState>(`${mail.url}/state`);
const networkState = () => ask<FaultyNetworkState>(`${network.url}/control/state`);

async function ask<T>(url: string, body?: string): Promise<T> {
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', body });
  return (await response.json()) as T;
}

/** Customers write these mails. */
async function write(from: number, to: number): Promise<void> {
  for (let n = from; n < to; n++)
    await ask(
      `${mail.url}/put`,
      `From: customer${n}@customer.example\r\nTo: ${DESK}\r\nSubject: Lamp ${n}\r\nMessage-ID: <mail${n}@customer.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\nMy lamp ${n} is dark.\r\n`,
    );
}

/** The first mails, each with its conversation. */
async function chooseLetters(): Promise<Wish[]> {
  await write(0, LETTERS);
  return withDatabase(data, async (database) => {
    const sql = `select p.id as "postId", c.id as "conversationId" from posts p
      join conversations c on c.root_external_id = p.external_id where p.origin = 'mail'`;
    let rows: { postId: string; conversationId: string }[] = [];
    await slowly('the first mails are in the inbox', async () => {
      ({ rows } = await database.query(sql));
      return rows.length === LETTERS;
    });
    return rows.map((row, n) => ({
      ...row,
      accountId: desk,
      text: `A new lamp number ${n} is on its way.`,
      key: `letter-${SEED}-${n}`,
    }));
  });
}

/** The letters spread evenly among the others. */
function mixed(wishes: readonly Wish[], letters: readonly Wish[]): Wish[] {
  const every = Math.floor(wishes.length / letters.length);
  return wishes.flatMap((wish, n) => {
    const letter = n % every === 0 ? letters[n / every] : undefined;
    return letter ? [letter, wish] : [wish];
  });
}

/** Posts of the opening that stand and match to the end, each with its conversation. */
async function chooseWishes(): Promise<Wish[]> {
  const opening = story.events.slice(0, OPENING);
  const strayed = new Set(story.events.filter((event) => !isMatching(event)).map(uriOf));
  const wanted = [...new Set(opening.map(uriOf))].filter((uri) => !strayed.has(uri)).slice(0, REPLIES);
  assert.equal(wanted.length, REPLIES, 'the story has enough posts to answer');
  return withDatabase(data, async (database) => {
    const sql = `select p.id as "postId", c.id as "conversationId", p.external_id as uri
      from posts p join conversations c on c.root_external_id = p.external_id where p.external_id = any($1)`;
    let rows: { postId: string; conversationId: string; uri: string }[] = [];
    await slowly('the opening is in the inbox', async () => {
      ({ rows } = await database.query(sql, [wanted]));
      return rows.length === REPLIES;
    });
    return rows.map(({ postId, conversationId }, n) => ({
      postId,
      conversationId,
      accountId: voices[n % VOICES]!,
      text: `We are sorry, and here is help number ${n}.`,
      key: `fault-${SEED}-${n}`,
    }));
  });
}

/** Some random progress on the network or on the stream, so that the kill meets work under way. */
async function randomMoment(): Promise<void> {
  const isOnNetwork = random() < 0.6;
  const steps = isOnNetwork ? pick(random, 8) : pick(random, 300);
  const countOf = async () => (isOnNetwork ? (await networkState()).writes : (await statsOf()).sent);
  const from = await countOf();
  const end = performance.now() + 1500;
  while ((await countOf()) < from + steps && performance.now() < end) await pause(2);
  await pause(pick(random, 40));
}

async function killAndRestart(victim: 'p' | 'd' | 'b'): Promise<void> {
  const postmaster = currentPostmaster();
  if (victim !== 'p') process.kill(postmaster, 'SIGKILL');
  if (victim !== 'd') {
    await program.end('SIGKILL');
    program = await startProgram(env);
    return;
  }
  const isReady = () => fetch(`${program.url}/readyz`).then(({ status }) => status === 200);
  await slowly(
    'the database is back',
    async () => ![0, postmaster].includes(currentPostmaster()) && isReady(),
  );
  assert.ok(program.isRunning(), 'the program outlives its database');
}

function currentPostmaster(): number {
  try {
    return Number(readFileSync(path.join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return 0;
  }
}

/** Waits until everything has come to rest, or long enough, and counts what is wrong. */
async function settle(wishes: readonly Wish[], letters: readonly Wish[]) {
  return withDatabase(data, async (database) => {
    const count = async () => ({
      ...(await comparePosts(database)),
      ...(await compareReplies(database, wishes)),
      ...(await compareMails(database, await mailState(), { mails: MAILS, letters: letters.length })),
    });
    let figures = await count();
    await slowly('all is well', async () => {
      figures = await count();
      return Object.values(figures).every((wrong) => wrong === 0);
    }).catch(() => undefined);
    return figures;
  });
}

async function comparePosts(database: Database) {
  const { rows } = await database.query<Stored>(
    `select external_id, text, title, deleted_at is not null as is_deleted from posts where not is_own and origin <> 'mail'`,
  );
  const stored = new Map(rows.map((row) => [row.external_id, row]));
  const doubles = await database.query(
    'select root_external_id from conversations group by root_external_id having count(*) > 1',
  );
  const figures = {
    lost: 0,
    doubled: rows.length - stored.size + doubles.rows.length,
    stale: 0,
    unwanted: 0,
  };
  for (const [uri, text] of story.expected) {
    const row = stored.get(uri);
    if (!matching.has(uri)) figures.unwanted += row ? 1 : 0;
    else if (text === null) figures.stale += row && (!row.is_deleted || row.text !== '') ? 1 : 0;
    else if (!row || row.is_deleted) figures.lost += 1;
    else if (row.text !== text) figures.stale += 1;
  }
  return figures;
}

async function compareReplies(database: Database, wishes: readonly Wish[]) {
  const { texts, records } = await networkState();
  const sent = await database.query<{ text: string; uri: string | null }>(
    `select r.text, o.receipt->>'externalId' as uri from replies r join outbox_rows o using (id) where r.state = 'sent' and o.state = 'sent' and o.channel <> 'reply.mail'`,
  );
  const shown = await database.query<{ external_id: string }>(
    `select external_id from posts where is_own and origin <> 'mail'`,
  );
  const standing = new Map(records.map((record) => [record.uri, record.value['text']]));
  const proven = sent.rows.filter(({ uri, text }) => uri !== null && standing.get(uri) === text);
  return {
    postedTwice:
      wishes.filter(({ text }) => (texts[text] ?? 0) > 1).length + Math.max(0, records.length - REPLIES),
    neverPosted: wishes.filter(({ text }) => texts[text] === undefined).length,
    notSent: REPLIES - new Set(proven.map(({ text }) => text)).size,
    notShownOnce: Math.abs(
      REPLIES - shown.rows.filter(({ external_id }) => standing.has(external_id)).length,
    ),
  };
}

const slowly = (description: string, isTrue: () => Promise<boolean>) =>
  until(
    description,
    async () => {
      await pause(100);
      return isTrue().catch(() => false);
    },
    60_000,
  );
