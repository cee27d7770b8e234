import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { RouteTable } from '../../../test/helpers/route-table.ts';
import { ATTACKS } from '../forum/testing/attacks.ts';
import { readImport, startImport, stopImport } from './draft.ts';
import { importsFeature } from './feature.ts';
import { goOn } from './go-on.ts';
import { newAddressOf } from './old-addresses.ts';
import { never, openImports, refusal, small } from './testing/community.ts';
import { csv } from './testing/table.ts';

const stage = await openImports([sessionsFeature]);
const { app, test, draft, bring, settle, takeBack, whole } = stage;
after(() => test.close());
const api = (path: string) => `/api/v1/community/imports${path}`;
const admin = await test.staff('admin');
const maya = await stage.member('maya');
const stranger = test.browser();
const NONE = `cimp_${'0'.repeat(26)}`;

async function opened(body: object = { name: 'Old', origin: 'https://http.example' }) {
  const answer = await admin.post(api(''), body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return String(answer.body.id);
}

describe('routes of imports', () => {
  const table = new RouteTable(test, { 'imports.manage': 'admin' }, [
    ['GET', '/community/imports', undefined, 'imports.manage'],
    ['POST', '/community/imports', { name: 'x', origin: '?' }, 'imports.manage'],
    ['GET', `/community/imports/${NONE}`, undefined, 'imports.manage'],
    ['POST', `/community/imports/${NONE}/files`, { name: 'x', text: 'x' }, 'imports.manage'],
    ['POST', `/community/imports/${NONE}/start`, {}, 'imports.manage'],
    ['POST', `/community/imports/${NONE}/stop`, {}, 'imports.manage'],
    ['POST', `/community/imports/${NONE}/undo`, {}, 'imports.manage'],
    ['DELETE', `/community/imports/${NONE}`, undefined, 'imports.manage'],
  ]);

  it('are all in this table, open to owners and admins, and to no other colleague, member, stranger or token', async () => {
    table.namesAll(importsFeature);
    await table.triesRoles([maya]);
    await table.triesTokens();
  });

  it('refuse every wrong value with what is wrong, keep nothing of it, and never fail', async () => {
    const id = await opened();
    const before = await readImport(app, id);
    for (const body of [
      {},
      { name: '', origin: 'x' },
      { name: 'x', origin: '   ' },
      { name: 'x', origin: 'a\u0000b' },
      { name: 'a\u0007b', origin: 'x' },
      { name: 'x', origin: 'x'.repeat(301) },
      { name: 'x', origin: '?only=this' },
      { name: 'x', origin: '///' },
      { name: ['x'], origin: 'x' },
      { name: 'x', origin: { toString: 'x' } },
    ])
      assert.equal((await admin.post(api(''), body)).status, 400, JSON.stringify(body).slice(0, 60));
    for (const body of [
      {},
      { name: 'x', text: '' },
      { name: 'x', text: 7 },
      { name: 'a\u0000', text: 'handle\nana' },
      { name: 'x', text: '\u0000' },
      { name: 'x', text: '{"a":' },
      { name: 'x', text: '[]' },
      { name: 'x', text: '[null]' },
      { name: 'x', text: '[['.repeat(5000) },
      { name: 'x', text: '"handle\nana' },
      { name: 'x', text: '__proto__,constructor\n1,2' },
    ]) {
      const { status } = await admin.post(api(`/${id}/files`), body);
      assert.equal(status, 400, JSON.stringify(body).slice(0, 60));
    }
    assert.deepEqual(await readImport(app, id), before);
    for (const path of ['/cimp_x', `/${NONE}'--`, '/%00', `/${id.toUpperCase()}`])
      assert.ok([400, 404].includes((await admin.get(api(path))).status), path);
    const wellFormed = (
      await admin.post(api(`/${id}/files`), { name: `${'x'.repeat(99)}😀`, text: 'handle\nana' })
    ).body;
    assert.equal(wellFormed.counts.member.fresh, 1);
  });

  it('allow in each state what the state allows, and say in which it is otherwise', async () => {
    const DEEDS = ['files', 'start', 'stop', 'undo', 'delete'] as const;
    const may: Record<string, readonly string[]> = {
      running: ['stop'],
      undoing: [],
      done: ['undo'],
      undone: ['delete'],
    };
    const id = await draft(small('states'));
    const attempt = (deed: (typeof DEEDS)[number]) =>
      deed === 'delete'
        ? admin.delete(api(`/${id}`))
        : admin.post(api(`/${id}/${deed}`), deed === 'files' ? { name: 'x', text: 'handle\nana' } : {});
    const refusesIn = async (state: string) => {
      assert.equal((await readImport(app, id)).state, state);
      for (const deed of DEEDS.filter((one) => !may[state]!.includes(one))) {
        const { status, body } = await attempt(deed);
        assert.deepEqual([status, body.error?.code], [409, 'import.wrong_state'], `${deed} in ${state}`);
        assert.match(String(body.error?.message), new RegExp(`“${state}”`));
      }
    };
    assert.equal((await attempt('start')).status, 200);
    await refusesIn('running');
    await settle();
    await refusesIn('done');
    assert.equal((await attempt('undo')).status, 200);
    await refusesIn('undoing');
    await settle();
    await refusesIn('undone');
    assert.ok((await attempt('delete')).status < 300);
    assert.equal((await admin.get(api(`/${id}`))).status, 404);
  });
});

describe('hostile words', () => {
  it('of threads, names, categories and biographies run nowhere, and old addresses lead to no other host', async () => {
    const attacks = ATTACKS.filter((_each, index) => index % 23 === 0).slice(0, 16);
    const files = [
      {
        name: 'm.csv',
        text: csv(
          'id,username,name,bio,url',
          ...attacks.map((attack, n) => [`${n}`, attack, attack, attack, attack]),
        ),
      },
      {
        name: 'c.csv',
        text: csv('id,name,text,slug,url', [
          'c',
          '<script>boom()</script>',
          attacks[0]!,
          '"><b',
          '//evil.example/c',
        ]),
      },
      {
        name: 't.csv',
        text: csv(
          'id,title,category,author,text,created_at,tags,url',
          ...attacks.map((attack, n) => [
            `${n}`,
            `T ${attack}`,
            'c',
            `${n}`,
            attack,
            '2016-01-01',
            attack,
            attack,
          ]),
        ),
      },
    ];
    const before = await whole();
    const id = await bring({ origin: 'javascript:boom()', files });
    const { counts } = await readImport(app, id);
    assert.equal(counts.thread.done + counts.thread.refused, attacks.length);
    assert.ok(counts.thread.done > attacks.length / 2, `only ${counts.thread.done} came`);
    const rows = await app.db.query<{ html: string; id: string }>(
      'select p.html, t.id from forum_posts p join forum_threads t on t.id = p.thread_id order by p.id',
    );
    for (const { html } of rows)
      assert.doesNotMatch(
        html,
        /<(?:script|style|iframe|svg|form|meta|base)\b|<[^>]*\son\w+=|href="(?:javascript|data|vbscript)/i,
      );
    for (const path of ['/community', `/community/t/${rows[0]!.id}`, '/community/search?q=x']) {
      const { body, status } = await stranger.get(path);
      assert.ok(status < 500, path);
      assert.doesNotMatch(String(body), /<script>boom|<img src=x/i, path);
    }
    const paths = await app.db.query<{ path: string }>(
      'select path from community_import_targets where path is not null',
    );
    for (const { path } of paths) {
      assert.match(path, /^\//);
      const to = await newAddressOf(app, path);
      assert.ok(to === undefined || to.startsWith('/community/'), to);
    }
    await takeBack(id);
    assert.equal(await whole(), before);
  });

  it('keep nobody else out: what cannot be here is refused with all that needs it, and the rest comes', async () => {
    const huge = 'x'.repeat(40_000);
    const files = [
      { name: 'm.csv', text: csv('id,username', ['a', 'reason-ann'], ['b', '\u202e\u0000!'], ['d', huge]) },
      {
        name: 'c.csv',
        text: csv(
          'id,name',
          ['1', 'Good'],
          ['2', `a\u0001b`],
          ['3', `${'x'.repeat(99)}😀😀`],
          ['4', '\u200f'],
        ),
      },
      {
        name: 't.csv',
        text: csv(
          'id,title,category,author,text,created_at',
          ['1', 'Comes', '1', 'a', 'Words', '2016-01-01'],
          ['2', 'Category cannot', '2', 'a', 'Words', '2016-01-01'],
          ['3', 'Long category', '3', 'd', 'Words', '2016-01-01'],
          ['4', 'Too long', '1', 'a', huge, '2016-01-01'],
          ['5', huge, '1', 'a', 'Words', '2016-01-01'],
          [
            '6',
            'Mentions',
            '1',
            'a',
            Array.from({ length: 30 }, (_e, n) => `@p${n}x`).join(' '),
            '2016-01-01',
          ],
        ),
      },
    ];
    const id = await bring({ origin: 'https://refused.example', files });
    const { problems } = await readImport(app, id);
    const titles = await app.db.query<{ title: string }>(
      `select title from forum_threads where title in ('Comes', 'Category cannot', 'Long category', 'Too long', 'Mentions') order by title`,
    );
    assert.deepEqual(
      titles.map(({ title }) => title),
      ['Comes', 'Long category'],
    );
    const lines = problems.map(({ file, line }) => `${file}:${line}`);
    for (const line of ['c.csv:3', 't.csv:3', 't.csv:5', 't.csv:6', 't.csv:7'])
      assert.ok(lines.includes(line), `${line}: ${lines.join()}`);
    for (const { reason } of problems) assert.ok(reason.length > 5 && isPlain(reason), reason.slice(0, 80));
    await takeBack(id);
  });

  it('of very many who are called alike, in letters that no handle has, all come, each with a handle of his own', async () => {
    const names = Array.from({ length: 24 }, (_each, n) => [`${n}`, '李', n % 2 === 0 ? '李' : 'admin']);
    const id = await bring({
      origin: 'https://alike.example',
      files: [{ name: 'm.csv', text: csv('id,username,name', ...names) }],
    });
    const { counts } = await readImport(app, id);
    assert.deepEqual([counts.member.done, counts.member.refused], [24, 0]);
    const rows = await app.db.query<{ handle: string; name: string }>(
      `select m.handle, m.display_name as name from members m join community_import_targets t on t.target_id = m.id where t.import_id = $1`,
      [id],
    );
    assert.equal(new Set(rows.map(({ handle }) => handle)).size, 24);
    assert.ok(
      rows.every(
        ({ handle, name }) => /^[a-z0-9][a-z0-9_-]+$/.test(handle) && name.toLowerCase() !== 'admin',
      ),
    );
    await takeBack(id);
  });
});

const isPlain = (text: string): boolean =>
  [...text].every((sign) => sign >= ' ' || sign === '\n' || sign === '\t');

describe('an error of the program', () => {
  it('in the middle of an import leaves nothing half done, is told, and keeps no other import waiting', async () => {
    const before = await whole();
    const ill = await draft(small('ill'));
    await app.db.query(
      `update community_import_rows set data = data || '{"at":"no moment"}' where import_id = $1 and kind = 'post' and number = 2`,
      [ill],
    );
    await startImport(app, systemActor, ill);
    const well = await draft(small('well'));
    await startImport(app, systemActor, well);
    await assert.rejects(goOn(app, never));
    const [one, other] = [await readImport(app, ill), await readImport(app, well)];
    assert.deepEqual([one.state, other.state], ['running', 'done']);
    assert.ok(
      one.failure !== null && one.counts.thread.done === 0 && one.counts.post.done === 0,
      one.failure ?? '',
    );
    const threads = await app.db.query(`select 1 from forum_threads where title = 'Thread of ill'`);
    assert.equal(threads.length, 0, 'no thread without its posts');
    await assert.rejects(goOn(app, never), 'it is tried again');
    await stopImport(app, systemActor, ill);
    assert.equal((await readImport(app, ill)).failure, null);
    await takeBack(ill);
    await takeBack(well);
    assert.equal(await whole(), before);
    await assert.rejects(stopImport(app, systemActor, ill), refusal('import.wrong_state'));
  });

  it('that ends the process between two steps loses nothing: who is stopped by the signal goes on where he was', async () => {
    const id = await draft(small('killed'));
    await startImport(app, systemActor, id);
    await goOn(app, AbortSignal.abort());
    assert.equal((await readImport(app, id)).counts.member.done, 0);
    await settle();
    assert.deepEqual(
      Object.values((await readImport(app, id)).counts).map(({ done }) => done),
      [2, 1, 1, 2],
    );
    await takeBack(id);
  });
});
