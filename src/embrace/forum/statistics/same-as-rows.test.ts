import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { openStage, type Signed } from '../testing/stage.ts';
import { packChangedDays } from './pack.ts';
import type { StatisticsAsked } from './schema.ts';
import { countStatistics } from './statistics.ts';
import { attempt, deedsOf } from './testing/deeds.ts';
import { countFromRows } from './testing/oracle.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const categories = [await stage.category('Help'), await stage.category('Lounge')];
const people: Signed[] = [];
for (const handle of ['ada', 'ben', 'cyd', 'dov', 'eve']) people.push(await stage.member(handle));
const deeds = deedsOf({ stage, random, people, categories });
const names = Object.keys(deeds);
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati'];

/** Both counts up to the same moment; nobody reads in that millisecond. */
async function isSame(asked: StatisticsAsked, told: string): Promise<void> {
  for (const latest = await app.db.now(); app.clock.now() <= latest;);
  const packed = await countStatistics(app, asked);
  assert.deepEqual(packed, await countFromRows(app, asked, new Date(packed.to)), `${told} (SEED=${seed})`);
}

describe(`figures from packed days (SEED=${seed})`, () => {
  it('are those of the rows, whatever was done meanwhile', async () => {
    for (let n = 0; n < 12; n++) await attempt(deeds['ask']!);
    for (let round = 0; round < 6; round++) {
      const done: string[] = [];
      for (let n = 0; n < 12; n++) {
        const name = names[pick(random, names.length)]!;
        done.push(name);
        await attempt(deeds[name]!);
        if (n % 5 === 0) await attempt(deeds['answer']!);
      }
      const days = ([7, 28, 90] as const)[round % 3]!;
      await isSame({ days, zone: ZONES[round % ZONES.length]! }, done.join(', '));
    }
  });

  it('are those of the rows also after each single deed', async () => {
    for (const name of names) {
      await attempt(deeds['answer']!);
      await attempt(deeds[name]!);
      await isSame({ days: 28, zone: 'UTC' }, name);
    }
  });

  it('lose nothing that was done while days were packed', async () => {
    const asking = Array.from({ length: 12 }, async (_, n) => {
      await attempt(deeds[n % 3 === 0 ? 'ask' : 'answer']!);
      await packChangedDays(app);
    });
    await Promise.all(asking);
    const [left] = await app.db.query<{ count: number }>('select count(*)::int as count from forum_changes');
    assert.equal(left!.count, 0, 'all is packed');
    await isSame({ days: 7, zone: 'UTC' }, 'at once');
  });
});
