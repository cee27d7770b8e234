import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { SourceBusy, SourceStopped } from '#connectors/kit/index.ts';
import { mustBeKeepable } from './items.ts';
import { Keeper } from './keeper.ts';
import type { ReadingRig } from './reading-rigs.ts';

/** The laws of a connector that reads. */
export function readingConforms(kind: string, open: () => Promise<ReadingRig>): void {
  describe(`${kind} is read`, { concurrency: 1 }, () => {
    let rig: ReadingRig;
    let keeper: Keeper;
    let serial = 0;
    before(async () => {
      rig = await open();
      keeper = new Keeper(rig);
    });
    after(() => rig.close());
    /** Somebody writes so many posts; their words. */
    const write = (count: number) =>
      Array.from({ length: count }, () => {
        const words = `Question ${kind} ${(serial += 1)}.`;
        rig.write!(words);
        return words;
      });
    const hasAll = (words: readonly string[]) => () => words.every((one) => keeper.has(one));
    /** Where nobody writes, the connector tells a story of its own. */
    const enough = (words: readonly string[]) =>
      rig.write ? hasAll(words) : () => keeper.stored.size >= 100;

    it('says what it is and refuses a wrong configuration with the field', () => {
      const { connector, config, wrong } = rig;
      assert.equal(connector.kind, kind);
      assert.ok(connector.title.length > 3 && connector.describe(config).length > 0);
      const names = connector.fields.map(({ name }) => name);
      assert.equal(new Set(names).size, names.length);
      if (connector.reads === 'poll') {
        const { start, min, max } = connector.pollSeconds!;
        assert.ok(1 <= min && min <= start && start <= max);
      }
      assert.deepEqual(
        connector.parseConfig(JSON.parse(JSON.stringify(config))),
        config,
        'what is kept is understood again',
      );
      for (const given of wrong)
        assert.throws(
          () => connector.parseConfig(given),
          (error: unknown) =>
            error instanceof AppError && error.code === 'source.config_invalid' && error.message.length > 20,
          JSON.stringify(given)?.slice(0, 100),
        );
    });

    it('brings what is there, once', async () => {
      const words = rig.write ? write(5) : [];
      await keeper.read(enough(words));
      if (rig.write) assert.equal(keeper.posts().length, 5);
      assert.notEqual(keeper.cursor, undefined, 'it says how far it came');
    });

    it('loses nothing when it is killed before its batch is stored, again and again', async () => {
      const all: string[] = [];
      for (let round = 0; round < 3; round++) {
        if (rig.write) all.push(...write(3));
        else if (round > 0) break;
        await keeper.read(() => false, { dies: true });
        if (round === 1) await keeper.read(enough(all));
      }
      const before = keeper.stored.size;
      await keeper.read(rig.write ? hasAll(all) : () => keeper.stored.size >= before + 50);
    });

    it('told again from every place it has been, it changes nothing', async () => {
      const words = rig.write ? write(1) : [];
      if (rig.write) await keeper.read(hasAll(words));
      const places = [...new Set([keeper.cursors[1], keeper.cursors.at(-2)])];
      for (const cursor of places) {
        const again = new Keeper(rig);
        again.stored = new Map(keeper.stored);
        const [last] = rig.write ? write(1) : [];
        await again.read(() => (last === undefined ? again.batches > 0 : again.has(last)), { cursor });
        if (last === undefined) continue;
        await keeper.read(() => keeper.has(last));
        assert.equal(again.picture(), keeper.picture());
      }
    });

    it('a cursor of another time, or a broken one, is no end of reading', async () => {
      for (const cursor of ['', '{', '{"v":99,"folders":7}', 'null']) {
        const other = new Keeper(rig);
        const [words] = rig.write ? write(1) : [];
        const reading = other.read(() => (words === undefined ? other.stored.size > 0 : other.has(words)), {
          cursor,
        });
        await reading.catch((error: unknown) => assert.fail(`${JSON.stringify(cursor)}: ${String(error)}`));
      }
    });

    it('what was taken back is taken away, and stays away', async (t) => {
      if (!rig.remove) return t.skip('the network does not tell');
      const [gone, stays] = write(2);
      await keeper.read(hasAll([gone!, stays!]));
      rig.remove(gone!);
      await keeper.read(() => !keeper.has(gone!));
      const before = keeper.cursors.at(-3);
      const [last] = write(1);
      await keeper.read(() => keeper.has(last!), { cursor: before });
      assert.ok(!keeper.has(gone!) && keeper.has(stays!));
    });

    it('what nobody understands is refused with its reason, and the next comes all the same', async (t) => {
      if (!rig.spoil) return t.skip('nothing foreign comes in');
      rig.spoil();
      const [words] = write(1);
      await keeper.read(() => keeper.has(words!));
      const codes = new Set(keeper.refusals.map(({ code }) => code));
      for (const code of rig.refusals)
        assert.ok(codes.has(code), `${code} is missing among ${[...codes].join(', ')}`);
    });

    it('wrong clocks of authors make no impossible times', async (t) => {
      if (!rig.write) return t.skip('nobody writes');
      const names = ['1970-01-01T00:00:00Z', '2001-09-09T01:46:40Z', '2099-01-01T00:00:00Z'].map(
        (claimed) => {
          const words = `Skew ${(serial += 1)}.`;
          rig.write!(words, new Date(claimed));
          return words;
        },
      );
      await keeper.read(hasAll(names));
    });

    it('a line that is cut is taken up again', async (t) => {
      if (!rig.cut) return t.skip('nothing is held open');
      const words = write(2);
      let isCut = false;
      const isEnough = () => {
        if (!isCut && keeper.has(words[0]!)) {
          isCut = true;
          words.push(...write(2));
          rig.cut!();
        }
        return hasAll(words)();
      };
      // Who throws is begun anew by the program, from the cursor.
      await keeper.read(isEnough).catch(() => keeper.read(isEnough));
      assert.ok(isCut);
    });

    it('ends soon when it is told to', async () => {
      const stop = new AbortController();
      const reading = (async () => {
        for await (const batch of rig.connector.read(rig.config, keeper.context(stop.signal, keeper.cursor)))
          for (const item of batch.items) mustBeKeepable(item, rig.now());
      })();
      reading.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const began = performance.now();
      stop.abort();
      // A call that was given up may say so; who told it to end does not listen any more.
      await reading.catch((error: unknown) => assert.match(String(error), /abort/i));
      assert.ok(performance.now() - began < 2000);
    });

    it('one look at it says in words what is there', async () => {
      const { summary, sample } = await rig.connector.test(
        rig.config,
        keeper.context(AbortSignal.timeout(15_000), undefined),
      );
      assert.ok(summary.length > 10, summary);
      for (const item of sample) mustBeKeepable(item, rig.now());
    });

    it('a server that asks to wait is asked again, and not before', async (t) => {
      if (!rig.isBusy) return t.skip('it has no way to ask');
      const busy = await open();
      t.after(() => busy.close());
      busy.isBusy!.begin();
      const error = await failureOf(busy);
      assert.ok(!(error instanceof SourceStopped), String(error));
      const { seconds } = rig.isBusy;
      if (seconds === undefined) return;
      assert.ok(error instanceof SourceBusy && error.retryAt, String(error));
      const wait = (error.retryAt.getTime() - Date.now()) / 1000;
      assert.ok(wait > seconds - 10 && wait < seconds + 10, `it waits ${wait} s`);
    });

    it('a server that is away is said to be, and reading goes on later', async (t) => {
      if (!rig.write) return t.skip('there is no server');
      const away = await open();
      t.after(() => away.close());
      await away.shut();
      const context = new Keeper(away).context(AbortSignal.timeout(10_000), undefined);
      await assert.rejects(away.connector.test(away.config, context), (error: unknown) => {
        assert.ok(!(error instanceof SourceStopped) && String(error).length > 20, String(error));
        return true;
      });
    });
  });
}

async function failureOf(rig: ReadingRig): Promise<unknown> {
  const keeper = new Keeper(rig);
  return keeper
    .read(() => keeper.batches > 0)
    .then(
      () => assert.fail('it was read'),
      (error: unknown) => error,
    );
}
