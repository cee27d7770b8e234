import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, systemActor } from '#platform/app/index.ts';
import type { ContactRow } from '#measure/contacts/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { calendarsFeature } from '#people/calendars/index.ts';
import { inboxFeature } from '#respond/inbox/index.ts';
import { contactsFeature } from '../contacts/index.ts';
import { reportsFeature } from './feature.ts';
import { type BehindAsked, behindQuery, type AgentsView, agentsQuery } from './schema.ts';
import { readAgents, setRanking } from './service/agents.ts';
import { readBehind } from './service/behind.ts';
import { packChangedDays } from './service/days.ts';
import { isLink, linkOf, listLinks, makeLink, withdrawLink } from './service/links.ts';
import {
  anyContact,
  answerTo,
  LANGUAGES,
  NETWORKS,
  storeContacts,
  TEAMS,
  wallOf,
} from './testing/contacts.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const of = <T>(list: readonly T[]): T => list[pick(random, list.length)]!;
const some = <T>(list: readonly T[]): T[] => (random() < 0.5 ? [] : list.filter(() => random() < 0.6));
const DAY_MS = 86_400_000;
/** Over the change of clocks in Berlin and New York. */
const START = Date.parse('2026-10-20T00:00:00Z');
const END = START + 14 * DAY_MS;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

const test = await createTestServer([calendarsFeature, inboxFeature, contactsFeature, reportsFeature]);
const { app } = test;
after(() => test.close());
const ids: Record<string, string> = {};
let rows: ContactRow[] = [];
const actorOf = (name: string, ...permissions: string[]): Actor => ({
  ...systemActor,
  kind: 'user',
  id: ids[name]!,
  name,
  role: 'agent',
  permissions: new Set(permissions),
});
const everybody = () => actorOf('manager', 'figures.read', 'figures.people', 'wallboard.manage');

before(async () => {
  for (const role of ['manager', 'agent', 'admin', 'owner'] as const)
    ids[role] = (await test.staff(role)).userId;
  rows = Array.from({ length: 600 }, (_, i) => {
    const row = anyContact(random, `conv_${i}`, START, END);
    return { ...row, agentId: row.agentId === null ? null : of(Object.values(ids)) };
  });
  // Two at the same moment: pages must not lose one of them.
  for (let i = 0; i < 40; i++) rows[i]!.openedAt = rows[i + 40]!.openedAt;
  await storeContacts(app, rows);
  await packChangedDays(app);
});

/** Which contacts a number stands for, told row by row. */
function expected({
  from,
  to,
  what,
  networks,
  teams,
  languages,
  by,
  key,
  hour,
  zone,
}: BehindAsked): string[] {
  const isIn = (list: readonly string[], word: string) => list.length === 0 || list.includes(word);
  const isWithin = (time: number) => time >= from.getTime() && time < to.getTime();
  const holds = (row: ContactRow): boolean => {
    const { needsReply, answered, solved, rating } = row;
    switch (what) {
      case 'given':
        return answerTo(row).some((one) => isWithin(one.at) && (by !== 'agent' || one.by === key));
      case 'needing':
        return needsReply;
      case 'answered':
        return answered !== null;
      case 'unanswered':
        return needsReply && answered === null && solved === null;
      case 'solved':
        return solved !== null;
      case 'rated':
        return rating !== null;
      case 'satisfied':
        return rating !== null && rating >= 4;
      case 'unsatisfied':
        return rating !== null && rating < 4;
      default:
        return true;
    }
  };
  const isOfGroup = (row: ContactRow): boolean => {
    if (by === undefined || (by === 'agent' && what === 'given')) return true;
    if (by === 'about') return row.about.includes(key ?? '');
    if (by === 'agent') return row.agentId === key;
    return (
      { network: row.network, kind: row.kind, language: row.language, team: row.teamId ?? '' }[by] ===
      (key ?? '')
    );
  };
  return rows
    .filter(
      (row) =>
        (what === 'given' || isWithin(row.openedAt)) &&
        holds(row) &&
        isOfGroup(row) &&
        isIn(networks, row.network) &&
        isIn(teams, row.teamId ?? '') &&
        isIn(languages, row.language) &&
        (hour === undefined || wallOf(zone, row.openedAt).hour === hour),
    )
    .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}

describe(`lists behind figures (SEED=${seed})`, () => {
  it('are the rows that were counted, in their order and each once, whatever is asked and however it is paged', async () => {
    const whats = behindQuery.shape.what.unwrap().options;
    for (let round = 0; round < 30; round++) {
      const by = of([undefined, 'network', 'kind', 'team', 'language', 'about', 'agent'] as const);
      const keys = {
        network: NETWORKS,
        kind: ['complaint', 'question', 'other'],
        team: TEAMS.map((team) => team ?? ''),
        language: LANGUAGES,
        about: ['l:refund', 't:topic_brand', 'l:nothing'],
        agent: Object.values(ids),
      };
      const from = START - DAY_MS + pick(random, 4 * DAY_MS);
      const asked: BehindAsked = {
        from: new Date(from),
        to: new Date(from + DAY_MS + pick(random, 12 * DAY_MS)),
        zone: of(ZONES),
        networks: some(NETWORKS),
        teams: some(TEAMS.map((team) => team ?? '')),
        languages: some(LANGUAGES),
        what: of(whats),
        by,
        key: by === undefined ? undefined : of<string>(keys[by]),
        hour: random() < 0.2 ? wallOf('UTC', of(rows).openedAt).hour : undefined,
        limit: of([3, 50, 200]),
      };
      const found: string[] = [];
      let cursor: string | undefined;
      // Short pages are only looked at for a while: that the next begins where they end.
      for (let page = 0; page < 6; page++) {
        const { items, nextCursor } = await readBehind(app, everybody(), { ...asked, cursor });
        found.push(...items.map(({ id }) => id));
        cursor = nextCursor;
        if (cursor === undefined) break;
      }
      const wanted = expected(asked);
      assert.deepEqual(found, wanted.slice(0, found.length), JSON.stringify(asked));
      if (cursor === undefined) assert.equal(found.length, wanted.length, JSON.stringify(asked));
    }
  });
});

describe(`orders of people (SEED=${seed})`, () => {
  const names = () => Object.keys(ids);
  const orders = ['name', 'answers', 'median', 'like'] as const;
  const figureOf = (item: AgentsView['items'][number], order: (typeof orders)[number]): number =>
    order === 'answers'
      ? -item.answers
      : order === 'median'
        ? (item.first?.medianAnswer ?? Infinity)
        : order === 'like'
          ? -(item.likeForLike ?? -1)
          : 0;

  it('leave out exactly those who said so, at every moment, and tell them nothing of others', async () => {
    const out = new Set<string>();
    for (let step = 0; step < 25; step++) {
      const who = of(names());
      const isOptedOut = random() < 0.5;
      await setRanking(app, actorOf(who, 'figures.own'), isOptedOut);
      if (isOptedOut) out.add(ids[who]!);
      else out.delete(ids[who]!);
      const order = of(orders);
      const asked = agentsQuery.parse({
        from: new Date(START).toISOString(),
        to: new Date(END).toISOString(),
        zone: of(ZONES),
        order,
      });
      const seen = await readAgents(app, everybody(), asked);
      const shown = seen.items.map(({ userId }) => userId);
      const wanted = Object.values(ids).filter((id) => order === 'name' || !out.has(id));
      assert.deepEqual(shown.toSorted(), wanted.toSorted(), `${order}, step ${step}`);
      assert.equal(seen.leftOut, Object.values(ids).length - wanted.length);
      assert.equal(seen.isOptedOut, out.has(ids['manager']!));
      for (const { userId, isOptedOut: said } of seen.items) assert.equal(said, out.has(userId));
      for (const [index, item] of seen.items.entries())
        if (index > 0) assert.ok(figureOf(seen.items[index - 1]!, order) <= figureOf(item, order), order);
      for (const { userId, answers } of seen.items)
        assert.equal(
          answers,
          rows.flatMap(answerTo).filter((one) => one.by === userId && one.at >= START && one.at < END).length,
        );
      // Who may not see people sees himself, and in an order from which he is absent nobody.
      const own = await readAgents(app, actorOf(who, 'figures.read'), asked);
      const mine = order !== 'name' && out.has(ids[who]!) ? [] : [ids[who]!];
      assert.deepEqual([own.items.map(({ userId }) => userId), own.isEverybody], [mine, false]);
    }
  });
});

describe(`links of the wallboard (SEED=${seed})`, () => {
  it('work from when they are made until they are withdrawn, and no other does', async () => {
    const alive = new Map<string, { token: string; name: string }>();
    const dead: { id: string; token: string }[] = [];
    const boss = everybody();
    for (let step = 0; step < 40; step++) {
      const [id] = [...alive.keys()].slice(pick(random, Math.max(1, alive.size)));
      if (random() < 0.6 || id === undefined) {
        const name = `Screen ${step}`;
        const made = await makeLink(app, boss, name);
        alive.set(made.id, { token: made.link.split('#')[1]!, name });
      } else {
        // Both press at once: one withdraws it, the other is told.
        const both = await Promise.allSettled([withdrawLink(app, boss, id), withdrawLink(app, boss, id)]);
        assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
        dead.push({ id, token: alive.get(id)!.token });
        alive.delete(id);
      }
      const listed = await listLinks(app);
      assert.deepEqual(
        listed.map(({ id: one, name }) => [one, name]).sort(),
        [...alive].map(([one, { name }]) => [one, name]).sort(),
      );
      for (const { createdBy } of listed) assert.equal(createdBy, 'The manager');
    }
    for (const [id, { token }] of alive)
      assert.deepEqual([await linkOf(app, token), await isLink(app, token)], [id, true]);
    for (const { id, token } of dead) {
      await assert.rejects(linkOf(app, token), { code: 'wallboard.link_not_found' });
      await assert.rejects(withdrawLink(app, boss, id), { code: 'wallboard.link_not_found' });
    }
    const [first] = alive.values();
    const near = [
      `${first!.token}x`,
      first!.token.slice(1),
      first!.token.toUpperCase(),
      '',
      '%',
      app.secrets.hash(first!.token),
    ];
    for (const token of near.filter((one) => one !== first!.token))
      assert.equal(await isLink(app, token), false, token);
    const stored = JSON.stringify(await app.db.query('select * from wallboard_links'));
    for (const { token } of alive.values())
      assert.ok(!stored.includes(token), 'tokens are kept as hashes only');
  });
});
