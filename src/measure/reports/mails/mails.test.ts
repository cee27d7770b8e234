import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../../../test/helpers/server.ts';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { wallOf } from '#lib/zone/index.ts';
import { startSmtp, type TestSmtp } from '../../../../test/helpers/smtp.ts';
import { createServer, type HttpServer, readEndLink } from '#platform/http/index.ts';
import { calendarsFeature } from '#people/calendars/index.ts';
import { inboxFeature } from '#respond/inbox/index.ts';
import { users } from '#people/sessions/index.ts';
import { contactsFeature } from '../../contacts/index.ts';
import { reportsFeature } from '../feature.ts';
import { packChangedDays } from '../service/days.ts';
import { dueDay, spansOf } from './due.ts';
import { addReportMailPages } from './pages.ts';
import { mailReport, planMails } from './send.ts';
import { STOP, stopByLink, stopLink } from './service.ts';

let test: TestServer;
let smtp: TestSmtp;
type Staff = Awaited<ReturnType<TestServer['staff']>>;
let [manager, agent, viewer]: Staff[] = [];

before(async () => {
  smtp = await startSmtp();
  test = await createTestServer([calendarsFeature, inboxFeature, contactsFeature, reportsFeature], {
    smtpUrl: smtp.url,
  });
  [manager, agent, viewer] = [
    await test.staff('manager'),
    await test.staff('agent'),
    await test.staff('viewer'),
  ];
  // Four a day by mail, one by chat; those of every seventh hour have no answer. The week before began later.
  await test.app.db.query(
    `insert into contacts (conversation_id, network, opened_at, first_answer_at)
       select 'conv_' || i, case when i % 5 = 0 then 'chat' else 'mail' end, at, case when i % 7 > 0 then at + interval '1 hour' end
         from (select i, timestamptz '2026-10-21T00:30:00Z' + i / 5 * interval '1 day' + i % 5 * interval '4 hours' as at from generate_series(0, 59) as i) d`,
  );
  await test.app.db.query(
    `insert into contact_days select distinct (opened_at at time zone 'UTC')::date from contacts`,
  );
  await packChangedDays(test.app);
});
after(async () => {
  await smtp.close();
  await test.close();
});

describe('a report by mail', () => {
  const zone = 'Europe/Berlin';
  const rhythm = { every: 'week' as const, weekday: 1, hour: 8, zone };
  const api = '/api/v1/reports/mails';
  const wish = { ...rhythm, network: 'mail', team: null, language: null };
  const own = async () => (await viewer!.get(api)).body.items;

  it('is due at its hour by the clock of its reader, also where clocks change, and not when that is long past', () => {
    const due = (iso: string, more = {}) => dueDay({ ...rhythm, ...more }, new Date(iso));
    assert.equal(due('2026-11-16T06:59:00Z'), undefined);
    assert.equal(due('2026-11-16T07:00:00Z'), '2026-11-16');
    assert.equal(due('2026-11-18T06:59:00Z'), '2026-11-16', 'the program was away');
    assert.equal(due('2026-11-18T07:01:00Z'), undefined);
    assert.equal(due('2026-10-26T07:00:00Z'), '2026-10-26', 'after the clocks went back');
    assert.equal(due('2026-10-19T06:00:00Z'), '2026-10-19', 'before');
    const daily = { every: 'day', hour: 23 };
    assert.equal(due('2026-11-17T22:30:00Z', daily), '2026-11-17');
    assert.equal(due('2026-11-18T05:00:00Z', daily), '2026-11-17', 'in the night after');
    // On this day there is no half past two in Berlin.
    assert.equal(due('2026-03-29T01:30:00Z', { every: 'day', hour: 2 }), '2026-03-29');
    const { now, before, days } = spansOf({ ...rhythm, every: 'day' }, '2026-10-26');
    assert.equal(now.to.getTime() - now.from.getTime(), 25 * 3_600_000);
    assert.equal(before.to.getTime() - before.from.getTime(), 24 * 3_600_000);
    assert.deepEqual(days, ['2026-10-25', '2026-10-25']);
  });

  it('has the figures of the page, is sent once whoever sends it, and ends with one click', async () => {
    const made = await viewer!.post(api, wish);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal((await viewer!.post(api, { ...wish, hour: 9 })).body.id, made.body.id, 'the same, later');
    assert.deepEqual(
      (await own()).map(({ hour }: { hour: number }) => hour),
      [9],
    );
    assert.deepEqual((await agent!.get(api)).body, { items: [], canMail: true });
    const job = { id: made.body.id, day: '2026-10-31' };
    await Promise.all([mailReport(test.app, job), mailReport(test.app, job)]);
    await mailReport(test.app, job);
    assert.equal(smtp.mails.length, 1, 'however often, and by how many, the job is done');
    const mail = smtp.mails[0]!;
    assert.deepEqual(mail.to, [(await users.find(test.app, viewer!.userId))!.email]);
    const said = mail.text.replaceAll('=\r\n', '').replaceAll('=3D', '=').replaceAll('\r', '');
    const from = new Date('2026-10-23T22:00:00Z');
    const { body } = await viewer!.get(
      `/api/v1/reports/overview?from=${from.toISOString()}&to=2026-10-30T23:00:00Z&zone=${zone}&networks=mail`,
    );
    assert.deepEqual([body.total.now.contacts, body.total.before.contacts], [28, 12]);
    assert.match(said, new RegExp(`^Conversations +${body.total.now.contacts} `, 'm'));
    assert.match(said, new RegExp(`^Answered +${Math.round(body.total.now.answeredShare * 100)} %`, 'm'));
    assert.match(
      said,
      /from=2026-10-24&to=2026-10-30&against=custom&againstFrom=2026-10-17&againstTo=2026-10-23&network=mail/,
    );
    assert.equal(mail.headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');

    const pages: HttpServer = await createServer({
      app: test.app,
      routes: [],
      permissions: new Set(),
      authenticate: async () => null,
    });
    await addReportMailPages(test.app, pages);
    const stop = new URL(/<(.*)>/.exec(mail.headers['list-unsubscribe']!)![1]!).pathname;
    assert.match((await pages.inject({ url: stop })).body, /<form method="post"/);
    assert.equal((await own()).length, 1, 'looking ends nothing');
    const click = {
      method: 'POST' as const,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      payload: 'List-Unsubscribe=One-Click',
    };
    assert.equal((await pages.inject({ ...click, url: `${stop.slice(0, -3)}aaa` })).statusCode, 404);
    for (let n = 0; n < 2; n++) assert.equal((await pages.inject({ ...click, url: stop })).statusCode, 200);
    assert.deepEqual(await own(), []);
    await pages.close();
    await mailReport(test.app, { ...job, day: '2026-10-24' });
    assert.equal(smtp.mails.length, 1, 'nothing more is sent');
  });

  it('is planned once, not for an hour before it was asked for, tried again when it was refused, and nobody else ends it', async () => {
    const { body: mail } = await manager!.post(api, { ...wish, every: 'day', network: null });
    await test.app.db.query(
      `update report_mails set created_at = now() - interval '30 days', hour = extract(hour from now() at time zone 'UTC'), zone = 'UTC'`,
    );
    const jobs = async () =>
      (
        await test.app.db.query<{ count: number }>(
          `select count(*)::int as count from graphile_worker._private_jobs where key like 'reports.mail:%'`,
        )
      )[0]!.count;
    for (let n = 0; n < 2; n++) await planMails(test.app);
    assert.equal(await jobs(), 1);
    const refusing = await startSmtp({ refuse: () => true });
    const job = { id: mail.id, day: '2026-11-01' };
    const config = { ...test.app.config, smtpUrl: refusing.url };
    await assert.rejects(mailReport({ ...test.app, config }, job));
    await refusing.close();
    const sent = smtp.mails.length;
    await mailReport(test.app, job);
    assert.equal(smtp.mails.length, sent + 1);
    await viewer!.delete(`${api}/${mail.id}`);
    assert.equal((await manager!.get(api)).body.items.length, 1);
    await test.app.db.query('update report_mails set created_at = now()');
    await test.app.db.query('delete from graphile_worker._private_jobs');
    await planMails(test.app);
    assert.equal(await jobs(), 0);
    await manager!.delete(`${api}/${mail.id}`);
    assert.deepEqual((await manager!.get(api)).body.items, []);
    assert.equal((await manager!.post(api, { ...wish, zone: 'Mars/Olympus' })).status, 400);
  });

  it('comes exactly once for every day of the calendar, whatever clocks do and however often somebody looks', () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const zones = [
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Asia/Kathmandu',
    ];
    for (const zone of zones) {
      const daily = { every: 'day' as const, weekday: 1, hour: pick(random, 24), zone };
      const start = Date.parse(['2026-03-06', '2026-03-27', '2026-04-03', '2026-10-28'][pick(random, 4)]!);
      const first = new Map<string, number>();
      for (let time = start; time < start + 6 * 86_400_000; time += 900_000) {
        const day = dueDay(daily, new Date(time));
        if (day !== undefined && !first.has(day)) first.set(day, time);
      }
      const days = [...first.keys()];
      const told = `SEED=${seed} ${zone} ${daily.hour} ${days.join()}`;
      assert.deepEqual(days, days.toSorted(), told);
      for (const [n, day] of days.entries())
        if (n > 0) assert.equal(Date.parse(day) - Date.parse(days[n - 1]!), 86_400_000, told);
      assert.ok(days.length >= 6, told);
      for (const [day, time] of [...first].slice(1)) {
        const shown = Date.parse(`${wallOf(zone, new Date(time))}Z`) - Date.parse(`${day}T00:00Z`);
        // Half an hour or an hour later where clocks skip it.
        const late = shown / 3_600_000 - daily.hour;
        assert.ok([0, 0.5, 1].includes(late), `${told}: on ${day} ${late} hours late`);
      }
    }
  });

  it('is nobody else’s to see or to end, and does not come to who left', async () => {
    const { body } = await agent!.post(api, { ...wish, network: null, language: 'de' });
    assert.equal((await viewer!.delete(`${api}/${body.id}`)).status, 204, 'as if it were not there');
    assert.deepEqual(
      (await agent!.get(api)).body.items.map(({ id }: { id: string }) => id),
      [body.id],
    );
    assert.equal((await test.browser().get(api)).status, 401);
    const link = stopLink(test.app, { id: body.id, userId: agent!.userId }).split('/').at(-1)!;
    const forged = test.app.secrets.seal(JSON.stringify([body.id, viewer!.userId]), 'reports.mail');
    const other = test.app.secrets.seal(JSON.stringify([body.id, agent!.userId]), 'something else');
    const odd = [null, [], [body.id], [body.id, 7], [body.id, agent!.userId, ''], { 0: body.id, length: 2 }];
    const sealed = odd.map((one) => test.app.secrets.seal(JSON.stringify(one), STOP.sealedAs));
    const plain = test.app.secrets.seal('no JSON', STOP.sealedAs);
    for (const token of [`${link.slice(0, -2)}AA`, '', 'x'.repeat(9000), '\u202e', other, plain, ...sealed])
      assert.equal(readEndLink(test.app, STOP, token), undefined, token.slice(0, 20));
    await stopByLink(test.app, readEndLink(test.app, STOP, forged)!, {});
    assert.equal((await agent!.get(api)).body.items.length, 1, 'whose mail it is counts');
    const sent = smtp.mails.length;
    await test.app.db.query(`update users set state = 'disabled' where id = $1`, [agent!.userId]);
    await mailReport(test.app, { id: body.id, day: '2026-11-09' });
    assert.equal(smtp.mails.length, sent);
    await stopByLink(test.app, readEndLink(test.app, STOP, link)!, {});
    await mailReport(test.app, { id: body.id, day: '2026-11-10' });
    assert.equal(smtp.mails.length, sent, 'ended by its link');
  });
});
