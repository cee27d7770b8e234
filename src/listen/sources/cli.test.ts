import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { connectorsPort, type InboundAuthor } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { accountKey, readAccounts, rememberAccounts } from '#people/accounts/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { resolveHandles } from './handles.ts';
import { runSources } from './index.ts';
import { provideSources, scriptedSource } from './testing/script-source.ts';

let test: TestApp;
let app: App;

before(async () => {
  test = await createTestApp();
  app = test.app;
  provideSources(app, [
    scriptedSource('feed', 'poll', async function* () {
      yield { items: [] };
    }),
  ]);
});
after(() => test.close());

async function run(...argv: string[]) {
  const written = { out: '', err: '' };
  const code = await runSources(app, argv, {
    stdout: { write: (text: string) => (written.out += text) },
    stderr: { write: (text: string) => (written.err += text) },
  });
  return { code, ...written };
}

it('adds, lists, tests, pauses, starts and removes', async () => {
  assert.match((await run()).out, /There are no sources yet/);
  const added = await run('add', 'feed', 'url=https://a.example/?x=1', 'tags=a,b', '--name', 'Blog');
  assert.equal(added.code, 0);
  const id = added.out.split(' ')[0]!;
  assert.match((await run('list')).out, new RegExp(`^${id}  starting +Blog  \\(0 seen`));
  const [listed] = JSON.parse((await run('list', '--json')).out) as { config: unknown }[];
  assert.deepEqual(listed!.config, { url: 'https://a.example/?x=1' });
  assert.deepEqual(await run('test', id), { code: 0, out: 'It answers.\n', err: '' });
  assert.deepEqual(await run('test', 'feed', 'url=https://broken.example'), {
    code: 1,
    out: '',
    err: 'It does not answer.\n',
  });
  assert.match((await run('pause', 'Blog')).out, /Blog is paused/);
  assert.match((await run('start', id)).out, /Blog is read/);
  assert.equal((await run('remove', id)).code, 0);
  assert.match(
    (await run('kinds')).out,
    /^feed {2}Scripted feed \(poll, tried against: none\)\n {4}url {2}Address\n {4}tags\? /,
  );
});

it('says what is wrong', async () => {
  for (const [argv, reason] of [
    [['bogus'], /there is no command "bogus"/],
    [['toString'], /there is no command "toString"/],
    [['add'], /no kind of source/],
    [['add', 'feed', 'adress=x'], /“adress=x” is not a setting.*url, tags/],
    [['add', 'feed'], /setting url is missing/],
    [['pause'], /There is no source \(none given\)/],
    [['list', '--what'], /Unknown option/],
  ] as const) {
    const { code, err } = await run(...argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, reason);
  }
  assert.equal((await run('--help')).code, 0);
});

it('looks handles up in batches of 25, once each, and again after a failure', async () => {
  const ids = await rememberAccounts(
    app,
    Array.from({ length: 60 }, (_, i) => ({ network: 'test', author: { externalId: `a${i}` } })),
  );
  const asked: number[] = [];
  let isDown = true;
  const resolveProfiles = async (externalIds: string[]): Promise<InboundAuthor[]> => {
    asked.push(externalIds.length);
    if (isDown) throw new Error('down');
    return externalIds.map((externalId) => ({ externalId, handle: `${externalId}.example` }));
  };
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map(),
    lineParsers: new Map(),
    profiles: new Map([['test', { network: 'test', resolveProfiles }]]),
  });
  await resolveHandles(app, new AbortController().signal);
  isDown = false;
  await resolveHandles(app, new AbortController().signal);
  await resolveHandles(app, new AbortController().signal);
  assert.deepEqual(asked, [25, 25, 25, 10]);
  const account = (await readAccounts(app, [...ids.values()])).get(ids.get(accountKey('test', 'a7'))!);
  assert.equal(account?.handle, 'a7.example');
});
