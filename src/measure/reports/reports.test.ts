import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { until } from '../../../test/helpers/app.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { calendarsFeature } from '#people/calendars/index.ts';
import { inboxFeature } from '#respond/inbox/index.ts';
import { contactsFeature, noteRating } from '../contacts/index.ts';
import { reportsFeature } from './feature.ts';
import { wallStreamRoutes } from './routes.ts';
import type { AgentsView, Overview, Wall } from './schema.ts';
import { countWaiting } from './service/backlog.ts';
import { packChangedDays } from './service/days.ts';
import { anyContact, storeContacts } from './testing/contacts.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const DAY_MS = 86_400_000;
const START = Date.parse('2026-10-20T00:00:00Z');
const END = START + 12 * DAY_MS;
const ZONE = 'Europe/Berlin';

const withStreams = { ...reportsFeature, routes: [...reportsFeature.routes!, ...wallStreamRoutes] };

let test: TestServer;
type Staff = Awaited<ReturnType<TestServer['staff']>>;
let [manager, agent, viewer]: Staff[] = [];

before(async () => {
  test = await createTestServer([calendarsFeature, inboxFeature, contactsFeature, withStreams]);
  [manager, agent, viewer] = [
    await test.staff('manager'),
    await test.staff('agent'),
    await test.staff('viewer'),
  ];
  const random = randomFrom(seed);
  const rows = Array.from({ length: 500 }, (_, i) => anyContact(random, `conv_${i}`, START, END)).map(
    (row) => ({
      ...row,
      agentId: row.agentId === 'user_ana' ? agent!.userId : row.agentId,
    }),
  );
  await storeContacts(test.app, rows);
  await packChangedDays(test.app);
});
after(() => test.close());

const period = (from = START, to = END) =>
  `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&zone=${ZONE}`;
const overview = async (more = '', who = viewer!): Promise<Overview> => {
  const answer = await who.get(`/api/v1/reports/overview?${period()}${more}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};
const behind = async (more: string, who = viewer!): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor = ''; ;) {
    const { status, body } = await who.get(`/api/v1/reports/behind?${period()}&limit=200${more}${cursor}`);
    assert.equal(status, 200, JSON.stringify(body));
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    if (!body.nextCursor) return ids;
    cursor = `&cursor=${body.nextCursor}`;
  }
};

describe(`reports (SEED=${seed})`, () => {
  it('open exactly the conversations behind each number, whatever is asked', async () => {
    const random = randomFrom(seed);
    for (const filter of ['', '&networks=mail,chat', '&teams=team_a,none&languages=de']) {
      const { total, by, hours } = await overview(filter);
      const named = {
        contacts: 'contacts',
        needing: 'needing',
        answered: 'answered',
        solved: 'solved',
        rated: 'rated',
        satisfied: 'satisfied',
      } as const;
      for (const [figure, what] of Object.entries(named)) {
        const ids = await behind(`${filter}&what=${what}`);
        assert.equal(ids.length, total.now[figure as keyof typeof named], `${filter} ${what}`);
        assert.equal(new Set(ids).size, ids.length, 'each once');
      }
      for (const group of ['network', 'kind', 'team', 'language', 'about'] as const) {
        const rows = by[group];
        const { key, now } = rows[pick(random, rows.length)]!;
        const ids = await behind(`${filter}&by=${group}&key=${encodeURIComponent(key)}`);
        assert.equal(ids.length, now.contacts, `${filter} ${group} ${key}`);
      }
      const given = async (more: string) =>
        new Set(await behind(`${filter}&what=given${more}`, manager!)).size;
      const wanted = filter.includes('networks')
        ? `and c.network in ('mail', 'chat')`
        : filter
          ? `and coalesce(c.team_id, '') in ('team_a', '') and c.language = 'de'`
          : '';
      const answered = async (more: string) =>
        (
          await test.app.db.query<{ count: number }>(
            `select count(distinct conversation_id)::int as count from contact_answers a join contacts c using (conversation_id)
              where a.at >= $1 and a.at < $2 ${wanted} ${more}`,
            [new Date(START), new Date(END)],
          )
        )[0]!.count;
      assert.equal(await given(''), await answered(''));
      assert.equal(await given('&by=agent&key=user_ben'), await answered(`and a.by = 'user_ben'`));
      assert.equal(await given('&by=team&key=team_a'), await answered(`and c.team_id = 'team_a'`));
      const hour = hours.findIndex((count) => count > 0);
      assert.equal(
        (await behind(`${filter}&hour=${hour}`)).length,
        hours[hour],
        'an hour of the week, over the change of clocks',
      );
    }
  });

  it('compare any two periods, and follow what changes', async () => {
    const half = START + 6 * DAY_MS;
    const { body } = await viewer!.get(
      `/api/v1/reports/overview?${period(half, END)}&againstFrom=${new Date(START).toISOString()}&againstTo=${new Date(half).toISOString()}`,
    );
    const whole = await overview();
    assert.equal(body.total.now.contacts + body.total.before.contacts, whole.total.now.contacts);
    assert.equal(whole.byDay.length, 13, 'days of the calendar in Berlin');
    assert.equal(
      whole.byDay.reduce((sum, { now }) => sum + now, 0),
      500,
    );
    const [row] = await test.app.db.query<{ id: string }>(
      `select conversation_id as id from contacts where rating is null limit 1`,
    );
    await noteRating(test.app, [row!.id], 5);
    await packChangedDays(test.app);
    assert.equal((await overview()).total.now.satisfied, whole.total.now.satisfied + 1);
    await noteRating(test.app, [row!.id], null);
    await packChangedDays(test.app);
    assert.deepEqual((await overview()).total, whole.total);
  });

  it('refuse periods that are none, and zones that nobody knows', async () => {
    for (const asked of [period(END, START), period(START, START), period(START, START + 900 * DAY_MS)])
      assert.equal((await viewer!.get(`/api/v1/reports/overview?${asked}`)).status, 422, asked);
    assert.equal(
      (await viewer!.get(`/api/v1/reports/overview?${period().replace(ZONE, 'Mars')}`)).status,
      400,
    );
    assert.equal((await test.browser().get(`/api/v1/reports/overview?${period()}`)).status, 401);
  });

  it('are exported with the figures of the screen, and names that are no formulas', async () => {
    await test.app.db.query(`update contacts set about = array['l:=cmd()'] where conversation_id = 'conv_1'`);
    await test.app.db.query(
      `insert into contact_days select (opened_at at time zone 'UTC')::date from contacts where conversation_id = 'conv_1' on conflict do nothing`,
    );
    await packChangedDays(test.app);
    const { total } = await overview();
    const csv = await viewer!.get(`/api/v1/reports/export?${period()}`);
    const text = String(csv.body);
    assert.match(text, /^period,from,to,group,key,name,contacts/);
    assert.match(text, new RegExp(`now,[^,]+,[^,]+,total,,,${total.now.contacts},${total.now.needing}`));
    assert.match(text, /about,l:=cmd\(\),'=cmd\(\)/);
    const json = await viewer!.get(`/api/v1/reports/export?${period()}&format=json`);
    assert.deepEqual(json.body.total, total);
  });
});

describe('people in reports', () => {
  const agents = async (who: Staff, more = ''): Promise<AgentsView> =>
    (await who.get(`/api/v1/reports/agents?${period()}${more}`)).body;

  it('are shown to managers, and to everybody else only themselves', async () => {
    const [all, own] = [await agents(manager!), await agents(agent!)];
    assert.ok(all.isEverybody && all.items.length === 2, 'viewers answer nobody');
    assert.deepEqual(
      all.items.map(({ name }) => name),
      all.items.map(({ name }) => name).toSorted(),
    );
    assert.deepEqual(
      own.items.map(({ userId }) => userId),
      [agent!.userId],
    );
    const [row] = own.items;
    assert.ok(row!.answers > 0 && row!.first !== null);
    assert.deepEqual(
      row,
      all.items.find(({ userId }) => userId === agent!.userId),
    );
    const theirs = `&by=agent&key=${agent!.userId}`;
    for (const who of [manager!, agent!])
      assert.equal((await behind(theirs, who)).length, row!.first!.contacts);
    const asked = async (who: Staff, more: string) =>
      (await who.get(`/api/v1/reports/behind?${period()}${more}`)).status;
    for (const more of ['&by=agent&key=user_ben', '&by=agent', '&by=agent&key='])
      assert.deepEqual([await asked(viewer!, more), await asked(agent!, more)], [403, 403], more);
    assert.equal(await asked(viewer!, theirs), 403, 'nor what one answered, of a colleague who is known');
  });

  it('take no part in orders if they do not want to, and stay where no order is asked for', async () => {
    assert.equal((await agent!.put('/api/v1/reports/ranking', { isOptedOut: true })).status, 204);
    const ranked = await agents(manager!, '&order=answers');
    assert.deepEqual(
      [ranked.items.some(({ userId }) => userId === agent!.userId), ranked.leftOut],
      [false, 1],
    );
    assert.ok((await agents(manager!)).items.some(({ userId }) => userId === agent!.userId));
    assert.equal((await agent!.put('/api/v1/reports/ranking', { isOptedOut: false })).status, 204);
    assert.equal((await agents(manager!, '&order=answers')).leftOut, 0);
  });
});

describe('what waits', () => {
  it('is told by age, and of a moment at which nothing waits, too', async () => {
    const now = Date.now();
    await test.app.db.query(
      `insert into accounts (id, network, external_id, handle) values ('acct_' || lpad('1', 26, '0'), 'mail', 'a', 'a')`,
    );
    await test.app.db.query(
      `insert into conversations (id, origin, network, root_external_id, account_id, status, rank, excerpt, has_media, post_ids, last_post_id, last_post_at,
         posts_waiting, waiting_since) select 'conv_' || lpad(i::text, 26, '0'), 'x', 'mail', i::text, 'acct_' || lpad('1', 26, '0'), 'open', 0, '', false, '{}', '', now(), 1, now() - i * interval '10 hours'
         from generate_series(0, 3) as i`,
    );
    await countWaiting(test.app);
    const ask = async (more = '') =>
      (
        await viewer!.get(
          `/api/v1/reports/backlog?from=${new Date(now - DAY_MS).toISOString()}&to=${new Date(now + DAY_MS).toISOString()}${more}`,
        )
      ).body;
    const { total, byNetwork, byTeam, course } = await ask();
    assert.deepEqual(total, [1, 0, 2, 1, 0, 0]);
    assert.deepEqual(
      [byNetwork, byTeam.length, course.at(-1).waiting, course.at(-1).old],
      [[{ key: 'mail', name: 'mail', ages: total }], 1, 4, 1],
    );
    assert.deepEqual((await ask('&networks=chat')).total, [0, 0, 0, 0, 0, 0]);
    const waiting = async (more: string) => {
      const { status, body } = await viewer!.get(`/api/v1/reports/waiting?limit=2${more}`);
      assert.equal(status, 200, JSON.stringify(body));
      return body as { items: { id: string }[]; nextCursor?: string };
    };
    const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => Number(id.slice(5)));
    for (const [age, count] of total.entries())
      assert.equal((await waiting(`&age=${age}&by=network&key=mail`)).items.length, count, `age ${age}`);
    const first = await waiting('');
    assert.deepEqual(ids(first), [3, 2], 'who waits the longest first');
    assert.deepEqual(ids(await waiting(`&cursor=${first.nextCursor}`)), [1, 0]);
    for (const none of ['&networks=chat', '&by=team&key=team_a', '&languages=de'])
      assert.deepEqual(ids(await waiting(none)), [], none);
    await test.app.db.query('delete from conversations');
    await countWaiting(test.app);
    assert.deepEqual((await ask()).total, [0, 0, 0, 0, 0, 0]);
  });
});

describe('the wallboard', () => {
  let url: string;
  before(async () => {
    await test.server.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(test.server.server.address() as AddressInfo).port}`;
  });

  /** A screen that shows what it is told. */
  async function screen(token: string) {
    const shown = { status: 0, walls: [] as Wall[], isDark: false };
    const stop = new AbortController();
    const answer = await fetch(`${url}/api/v1/wallboard/shown/${token}`, { signal: stop.signal });
    shown.status = answer.status;
    void (async () => {
      let text = '';
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        shown.walls = [...text.matchAll(/^data: (.+)\n\n/gm)].map((match) => JSON.parse(match[1]!) as Wall);
      }
    })()
      .catch(() => undefined)
      .finally(() => (shown.isDark = true));
    return { shown, stop: () => stop.abort() };
  }

  it('needs no sign-in with a link, hears of changes within half a second, and goes dark when the link is withdrawn', async () => {
    assert.equal((await agent!.post('/api/v1/wallboard/links', { name: 'Lobby' })).status, 403);
    const { body } = await manager!.post('/api/v1/wallboard/links', { name: 'Lobby' });
    const token = new URL(body.link).hash.slice(1);
    assert.ok(
      !JSON.stringify(await test.app.db.query('select * from wallboard_links')).includes(token),
      'only its hash is kept',
    );
    const { shown, stop } = await screen(token);
    await until('it shows something', () => shown.walls.length === 1);
    const best: number[] = [];
    for (let n = 1; n <= 3; n++) {
      await test.app.db.query(
        `insert into conversations (id, origin, network, root_external_id, account_id, status, rank, excerpt, has_media, post_ids, last_post_id, last_post_at,
           posts_waiting, waiting_since) values ('conv_l' || $1, 'x', 'mail', 'l' || $1, 'a', 'open', 0, 'secret words', false, '{}', '', now(), 1, now())`,
        [n],
      );
      const started = performance.now();
      await test.app.bus.publish('inbox.changed', { ids: [], count: 1 });
      await until('it is on the wall', () => shown.walls.at(-1)?.waiting === n);
      best.push(performance.now() - started);
    }
    assert.ok(Math.min(...best) < 500, `${best.map(Math.round).join(', ')} ms`);
    const text = JSON.stringify(shown.walls);
    assert.ok(
      !text.includes('secret') && !text.includes('The agent') && !text.includes('conv_'),
      'nobody and nothing by name',
    );
    assert.equal((await manager!.delete(`/api/v1/wallboard/links/${body.id}`)).status, 204);
    await until('it goes dark', () => shown.isDark, 3000);
    assert.equal((await screen(token)).shown.status, 404);
    stop();
  });

  it('is open to everybody on the staff, and to nobody without either', async () => {
    assert.equal((await viewer!.get('/api/v1/wallboard')).status, 200);
    assert.equal((await test.browser().get('/api/v1/wallboard')).status, 401);
    assert.equal((await screen('nonsense')).shown.status, 404);
    assert.deepEqual((await manager!.get('/api/v1/wallboard/links')).body.items, []);
  });
});
