/** Several processes of one Rapport on one database server: they share everything, and the death of one stops nothing. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Client as Database } from 'pg';
import { until } from '../helpers/app.ts';
import { becomeOwner, type Client } from '../helpers/client.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { freePort, type Program, startProgram, temporaryData } from '../helpers/program.ts';

const WAITING_JOBS = 10;
const closing: (() => Promise<unknown>)[] = [];
let url: string;
let one: Program;
let other: Program;
let owner: Client;

async function connect(): Promise<Database> {
  const client = new Database({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  closing.push(() => client.end().catch(() => undefined));
  return client;
}

before(async () => {
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  ({ url } = database);
  const RAPPORT_KEY = randomBytes(32).toString('hex');
  const start = async () => {
    const data = await temporaryData();
    closing.push(() => data.remove());
    const program = await startProgram({
      RAPPORT_DATA: data.path,
      PORT: String(await freePort()),
      DATABASE_URL: url,
      RAPPORT_KEY,
    });
    closing.push(() => program.end('SIGKILL'));
    return program;
  };
  [one, other] = await Promise.all([start(), start()]);
});

after(async () => {
  for (const close of closing.toReversed()) await close();
});

/** Names of the events that a live stream tells, as they come. */
async function listen(client: Client): Promise<string[]> {
  const stop = new AbortController();
  closing.push(async () => stop.abort());
  const { body } = await client.open('/live', stop.signal);
  const names: string[] = [];
  const read = async () => {
    for await (const chunk of body!.pipeThrough(new TextDecoderStream()))
      names.push(...[...chunk.matchAll(/^event: (.+)$/gm)].map((match) => match[1]!));
  };
  read().catch(() => undefined);
  return names;
}

describe('two processes that started together', () => {
  test('show the same link for the first owner, who is known to both at once', async () => {
    const hashes = [one, other].map((program) => new URL(program.ownerLink!).hash);
    assert.equal(hashes[0], hashes[1]);
    owner = await becomeOwner(other.url, other.ownerLink);
    for (const program of [one, other])
      assert.equal((await owner.at(program.url).get('/staff')).items.length, 1);
    await assert.rejects(becomeOwner(one.url, one.ownerLink), { code: 'owner.exists' });
  });

  test('tell their browsers what happens in the other one', async () => {
    const heardAtOne = await listen(owner.at(one.url));
    const heardAtOther = await listen(owner.at(other.url));
    await owner.at(one.url).post('/topics', { name: 'Shirts', query: 'shirt' });
    await until('both tell it', () =>
      [heardAtOne, heardAtOther].every((names) => names.includes('topic.changed')),
    );
    const { items } = await owner.at(other.url).get('/topics');
    assert.equal(items.length, 1);
    heardAtOne.length = 0;
    await owner.at(other.url).patch(`/topics/${items[0].id}`, { name: 'Socks', version: items[0].version });
    await until('one tells it', () => heardAtOne.includes('topic.changed'));
    assert.equal((await owner.at(one.url).get('/topics')).items[0].name, 'Socks');
  });

  test('hold everything outgoing when one of them is told to, and say why', async () => {
    const wish = { scope: 'everything', reason: 'Press conference' };
    const { id } = await owner.at(one.url).post('/outbox/suspensions', wish);
    const [held] = (await owner.at(other.url).get('/outbox/suspensions')).items;
    assert.deepEqual([held.reason, held.startedBy, held.endedAt], ['Press conference', 'Olga Owner', null]);
    await owner.at(other.url).post(`/outbox/suspensions/${id}/end`);
    assert.equal((await owner.at(one.url).get('/outbox/suspensions')).items[0].endedBy, 'Olga Owner');
  });

  test('lose nothing when one of them is killed: the other one does its jobs, too', async () => {
    const holder = await connect();
    const watch = await connect();
    const jobs = async () => {
      const { rows } = await watch.query<{ left: number; held: number; holders: number }>(
        `select count(*)::int as left, count(j.locked_by)::int as held, count(distinct j.locked_by)::int as holders
          from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'intake.prune'`,
      );
      return rows[0]!;
    };
    // Jobs that cannot go on as long as the table is held.
    await holder.query('begin; lock table refusals in access exclusive mode');
    await watch.query(`select graphile_worker.add_job('intake.prune', '{}') from generate_series(1, $1)`, [
      WAITING_JOBS,
    ]);
    await until('both work on them', async () => (await jobs()).holders === 2);
    await one.end('SIGKILL');
    await holder.query('rollback');
    await until('those of the living one are done', async () => {
      const { left, held, holders } = await jobs();
      return left === held && holders === 1;
    });
    const { left } = await jobs();
    assert.ok(left > 0, 'those of the dead one are held by nobody else');
    // As if the time had passed after which a process without a sign of life is dead.
    await watch.query(
      `update graphile_worker._private_jobs set locked_at = now() - interval '1 minute' where locked_by is not null`,
    );
    await until('those of the dead one are done, too', async () => (await jobs()).left === 0, 30_000);
    assert.equal((await fetch(`${other.url}/readyz`)).status, 200);
    assert.equal((await owner.at(other.url).get('/topics')).items[0].name, 'Socks');
    const { code } = await other.end();
    assert.equal(code, 0, other.said());
  });
});
