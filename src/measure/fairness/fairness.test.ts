import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { changeConversations, tellFollowers } from '#respond/inbox/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { BRAND, type Company, openCompany, say, under, uri } from '../../respond/inbox/testing/company.ts';
import { contactsFeature, noteRating } from '../contacts/index.ts';
import { csvOf } from './csv.ts';
import { readFairness, readMissed, reckonFairness } from './service.ts';
import { selectMissed } from './store.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

let company: Company;
before(async () => {
  company = await openCompany();
  contactsFeature.subscribe!(company.app);
});
after(() => company.close());

/** Contacts of a fortnight: one an hour and follower count, answered by the given chance out of ten. */
async function fill(answeredOfTen: (reach: number, network: string) => number): Promise<void> {
  const rows = [];
  for (let n = 0; n < 4000; n++) {
    const network = n % 4 === 0 ? 'mastodon' : 'bluesky';
    const reach = (n * 7919) % 1000;
    const isAnswered = (n * 31 + Math.floor(n / 10)) % 10 < answeredOfTen(reach, network);
    rows.push({
      id: `conv_${n}`,
      network,
      reach,
      hours: 200 + (n % 300),
      answer: isAnswered ? 1 + (n % 8) : null,
    });
  }
  await company.app.db.query(
    `insert into contacts (conversation_id, network, opened_at, reach, kind, language, urgency, first_answer_at)
       select id, network, now() - make_interval(hours => hours), reach, 'complaint', 'en', 1,
              now() - make_interval(hours => hours) + make_interval(hours => answer)
         from jsonb_to_recordset($1::jsonb) as d (id text, network text, reach bigint, hours int, answer int)`,
    [JSON.stringify(rows)],
  );
}

beforeEach(async () => {
  await company.app.db.query('delete from contacts');
  await company.app.db.query('delete from fairness_reports');
});

describe('the report', () => {
  it('finds nothing where people are treated alike', async () => {
    await fill(() => 7);
    const { dimensions, alarms, contacts, quickSeconds } = await readFairness(company.app, 28);
    assert.equal(contacts, 4000);
    assert.deepEqual(alarms, []);
    assert.equal(dimensions.reach.groups.length, 10);
    assert.ok(quickSeconds! >= 3 * 3600 && quickSeconds! <= 5 * 3600);
    for (const { ratio } of dimensions.reach.outcomes.answered) assert.ok(ratio! > 0.9 && ratio! < 1.1);
    const reaches = dimensions.reach.groups.map(({ medianReach }) => medianReach!);
    assert.deepEqual(
      reaches,
      reaches.toSorted((a, b) => a - b),
    );
  });

  it('finds that small accounts are answered less often, opens an alarm once, tells of it, and ends it', async () => {
    const told: unknown[] = [];
    const off = company.app.bus.on('fairness.alarm', (alarm) => void told.push(alarm));
    await fill((reach) => (reach < 100 ? 3 : 8));
    await reckonFairness(company.app);
    const { alarms } = await readFairness(company.app, 28);
    const answered = alarms.filter(
      ({ outcome, dimension }) => outcome === 'answered' && dimension === 'reach',
    );
    assert.deepEqual(
      answered.map(({ group }) => group),
      ['01'],
    );
    assert.ok(Math.abs(answered[0]!.ratio - 3 / 8) < 0.08);
    await until('people hear of it', () => told.length >= alarms.length);
    const before = told.length;
    await reckonFairness(company.app);
    const open = 'select id from fairness_alarms where ended_at is null';
    assert.equal((await company.app.db.query(open)).length, alarms.length);
    await company.app.db.query('delete from contacts');
    await fill(() => 7);
    await reckonFairness(company.app);
    assert.deepEqual(await company.app.db.query(open), []);
    off();
    assert.equal(told.length, before, 'nobody hears of the same twice');
  });

  it('finds a channel that is left alone, and shows its conversations', async () => {
    await fill((_reach, network) => (network === 'mastodon' ? 2 : 8));
    const { alarms } = await readFairness(company.app, 28);
    assert.ok(
      alarms.some(
        (one) => one.dimension === 'channel' && one.group === 'mastodon' && one.outcome === 'answered',
      ),
    );
    assert.ok(!alarms.some((one) => one.dimension === 'reach'), 'reach is compared within channels');
  });

  it('shows no group of fewer than five people, and no reach of anybody', async () => {
    await company.app.db.query(
      `insert into contacts (conversation_id, network, opened_at, reach) select 'conv_' || n, 'hackernews', now() - interval '3 days', 5 from generate_series(1, 4) n`,
    );
    const { dimensions } = await readFairness(company.app, 28);
    assert.deepEqual(dimensions.channel.groups, []);
    assert.deepEqual(dimensions.channel.outcomes.answered, []);
  });

  it('names nobody of a group that it does not show, whoever guesses its name', async () => {
    const author = 'did:plc:single';
    await company.hear(say(author, '1', 'acme, my router is broken, please help', { minutesAgo: 50 }));
    while (await tellFollowers(company.app));
    await company.app.db.query(`update contacts set opened_at = now() - interval '10 days'`);
    const missed = (group: string) =>
      readMissed(company.app, { days: 28, dimension: 'channel', outcome: 'answered', group });
    assert.deepEqual(await missed('bluesky'), []);
    assert.deepEqual(await missed("' or true --"), []);
    await company.app.db.query('delete from fairness_reports');
    await company.app.db.query(
      `insert into contacts (conversation_id, network, opened_at) select 'conv_' || n, 'bluesky', now() - interval '9 days' from generate_series(1, 4) n`,
    );
    assert.equal((await missed('bluesky')).length, 1, 'with five it is shown');
  });

  it('comes as CSV with the figures of the screen', async () => {
    await fill(() => 7);
    const report = await readFairness(company.app, 28);
    const [head, ...lines] = csvOf(report).trim().split('\r\n');
    assert.equal(head!.split(',').length, lines[0]!.split(',').length);
    const first = report.dimensions.reach.outcomes.answered[0]!;
    assert.ok(lines.some((line) => line.includes(`reach,01,answered,${first.asked},${first.had},`)));
  });

  it(`counts what counting the contacts one by one gives (SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    const of = <T>(list: readonly T[]): T => list[pick(random, list.length)]!;
    const now = Date.now();
    const hour = 3_600_000;
    const all = Array.from({ length: 1500 }, (_, n) => ({
      id: `conv_${n}`,
      network: of(['bluesky', 'bluesky', 'mail', 'mastodon']),
      reach: random() < 0.2 ? null : Math.floor(random() ** 3 * 60),
      opened: now - Math.floor(random() * 40 * 24 * hour) - 60_000,
      answer: random() < 0.7 ? Math.floor(random() ** 2 * 200_000) : null,
      solve: random() < 0.6 ? Math.floor(random() * 1_000_000) : null,
      rating: random() < 0.3 ? 1 + pick(random, 5) : null,
      kind: of(['complaint', 'question']),
      needs: random() < 0.9,
    }));
    await company.app.db.query(
      `insert into contacts (conversation_id, network, opened_at, reach, kind, needs_reply, first_answer_at, solved_at, rating)
         select id, network, to_timestamp(opened / 1000.0), reach, kind, needs, to_timestamp(opened / 1000.0 + answer), to_timestamp(opened / 1000.0 + solve), rating
           from jsonb_to_recordset($1::jsonb) as d (id text, network text, opened float8, reach bigint, kind text, needs boolean, answer float8, solve float8, rating smallint)`,
      [JSON.stringify(all)],
    );
    const { dimensions, quickSeconds } = await readFairness(company.app, 28);
    const looked = all.filter(({ opened, needs }) => needs && opened >= now - 28 * 24 * hour);
    const tenthOf = ({ network, reach }: (typeof all)[number]) => {
      if (reach === null) return 'unknown';
      const reaches = looked.filter((one) => one.network === network && one.reach !== null);
      const share = reaches.filter((one) => one.reach! < reach).length / Math.max(1, reaches.length - 1);
      return String(1 + Math.min(9, Math.floor(10 * share))).padStart(2, '0');
    };
    const outcomes = {
      answered: [(age: number) => age > 24 * hour, ({ answer }) => answer !== null && answer < 86_400],
      quick: [
        (age: number) => age > quickSeconds! * 1000,
        ({ answer }) => answer !== null && answer <= quickSeconds! + 0.01,
      ],
      solved: [(age: number) => age > 7 * 24 * hour, ({ solve }) => solve !== null && solve < 604_800],
      satisfied: [(_age: number, one) => one.rating !== null, ({ rating }) => rating! >= 4],
    } satisfies Record<
      string,
      [(age: number, one: (typeof all)[number]) => boolean, (one: (typeof all)[number]) => boolean]
    >;
    const groupOf = { reach: tenthOf, channel: ({ network }: (typeof all)[number]) => network };
    for (const [dimension, keyOf] of Object.entries(groupOf))
      for (const [outcome, [isAsked, had]] of Object.entries(outcomes)) {
        const told = dimensions[dimension as 'reach'].outcomes[outcome as 'quick'];
        const groups = Map.groupBy(
          looked.filter((one) => isAsked(now - one.opened, one)),
          keyOf,
        );
        assert.deepEqual(
          told.map(({ group, asked, had }) => [group, asked, had]),
          [...groups]
            .filter(([, rows]) => rows.length >= 5)
            .map(([group, rows]) => [group, rows.length, rows.filter(had).length])
            .sort(),
          `${dimension} ${outcome}`,
        );
        const [group, rows] = of([...groups]);
        const missed = await selectMissed(company.app, {
          days: 28,
          quickSeconds,
          dimension: dimension as 'reach',
          outcome: outcome as 'quick',
          group,
          limit: 2000,
        });
        const expected = rows.filter((one) => !had(one)).sort((a, b) => b.opened - a.opened);
        assert.deepEqual(
          missed,
          expected.map(({ id }) => id),
          `${dimension} ${outcome} ${group}`,
        );
      }
  });

  it('asks an outcome only where there was time for it', async () => {
    await company.app.db.query(
      `insert into contacts (conversation_id, network, opened_at, reach) select 'conv_' || n, 'bluesky', now() - interval '2 hours', n from generate_series(1, 50) n`,
    );
    const { dimensions } = await readFairness(company.app, 28);
    assert.deepEqual(dimensions.channel.outcomes.answered, [], 'nobody has waited for a day yet');
    assert.equal(dimensions.channel.groups[0]!.contacts, 50);
  });
});

describe('a contact', () => {
  it('is what happened to a conversation: opened, answered first, solved, opened again, rated, gone', async () => {
    const { app } = company;
    const ana = await company.agent('Ana');
    const tell = async () => {
      while (await tellFollowers(app));
    };
    const author = 'did:plc:contact';
    await company.hear(say(author, '1', 'acme, my router is broken, please help', { minutesAgo: 50 }));
    await tell();
    const read = async () =>
      (
        await app.db.query<Record<string, unknown>>(
          `select conversation_id as id, network, reach, kind, language, urgency, first_answer_at as answer, solved_at as solved, rating from contacts
            where length(conversation_id) > 10`,
        )
      )[0];
    const opened = await read();
    assert.deepEqual(
      [opened!['network'], opened!['kind'], opened!['language'], opened!['answer']],
      ['bluesky', 'complaint', 'en', null],
    );
    for (const [rkey, minutesAgo] of [
      ['a', 40],
      ['b', 20],
    ] as const)
      await company.hear(say(BRAND, rkey, 'We look.', { minutesAgo, ...under(uri(author, '1')) }));
    await tell();
    const answer = (await read())!['answer'] as Date;
    assert.ok(Math.abs(Date.now() - answer.getTime() - 40 * 60_000) < 60_000, 'the first answer counts');
    const id = String(opened!['id']);
    await changeConversations(app, ana, [id], { status: 'done' });
    await tell();
    assert.ok((await read())!['solved'] instanceof Date);
    await noteRating(app, [id], 2);
    // A group of one is not shown.
    await app.db.query(
      `insert into contacts (conversation_id, network, opened_at, rating) select 'conv_' || n, 'bluesky', now(), 5 from generate_series(1, 5) n`,
    );
    await changeConversations(app, ana, [id], { status: 'open' });
    await tell();
    assert.deepEqual([(await read())!['solved'], (await read())!['rating']], [null, 2]);
    assert.deepEqual(
      (await readMissed(app, { days: 28, dimension: 'channel', outcome: 'satisfied', group: 'bluesky' })).map(
        (row) => row.id,
      ),
      [id],
    );
    await company.hear({
      type: 'delete',
      origin: 'bluesky',
      externalId: author,
      scope: 'author',
      version: Date.now() * 1000,
    });
    await tell();
    assert.equal(await read(), undefined, 'what its customer deleted is forgotten');
  });

  it('that comes back after it was gone begins anew, though both are heard of at once', async () => {
    const { app } = company;
    while (await tellFollowers(app));
    const author = 'did:plc:returning';
    await company.hear(say(author, '1', 'acme, my router is broken, please help', { minutesAgo: 50 }));
    while (await tellFollowers(app));
    const [row] = await app.db.query<{ id: string }>('select conversation_id as id from contacts');
    const id = row!.id;
    await app.db.query('update contacts set rating = 1');
    await app.db.query('update conversations set is_gone = true where id = $1', [id]);
    await app.db.query('update conversations set is_gone = false where id = $1', [id]);
    while (await tellFollowers(app));
    assert.deepEqual(await app.db.query('select conversation_id as id, rating from contacts'), [
      { id, rating: null },
    ]);
  });
});
