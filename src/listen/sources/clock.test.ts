import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { SourceBusy } from '#connectors/kit/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { matcherPort } from '#listen/intake/index.ts';
import { createTestApp, until } from '../../../test/helpers/app.ts';
import { addSource } from './index.ts';
import { superviseSources } from './reading/supervisor.ts';
import { provideSources, scriptedSource } from './testing/script-source.ts';

const { app, close } = await createTestApp();
app.provide(matcherPort, { match: () => [] });
const quiet = scriptedSource('quiet', 'poll', async function* () {
  yield { items: [] };
});
const busy = scriptedSource('busy', 'poll', async function* () {
  yield* [];
  throw new SourceBusy('Come back later.', new Date(Date.now() + 3_600_000));
});
provideSources(app, [quiet, busy]);
const end = new AbortController();
const running = await superviseSources(app, end.signal);
after(async () => {
  end.abort();
  await running.stopped();
  await close();
});

for (const days of [-1, 0, 1]) {
  it(`waits as long as it should, with the clock of the process moved by ${days} day`, async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + days * 86_400_000 });
    const waitOf = async (kind: string) => {
      const config = { url: `https://${kind}${days}.example` };
      const { id } = await addSource(app, systemActor, { kind, config });
      let seconds: number | null = null;
      await until(`the ${kind} one waits`, async () => {
        const [row] = await app.db.query<{ seconds: number | null }>(
          'select extract(epoch from next_read_at - now())::float8 as seconds from sources where id = $1',
          [id],
        );
        seconds = row!.seconds;
        return seconds !== null;
      });
      return seconds!;
    };
    const pause: number = await waitOf('quiet');
    assert.ok(pause > -5 && pause < 1, `a pause of ${pause} s`);
    const asked: number = await waitOf('busy');
    assert.ok(asked > 3500 && asked <= 3601, `the server asked for an hour: ${asked} s`);
  });
}
