import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { addMember, eraseMembers, memberBelongingsPort } from '#people/members/index.ts';
import { keepProof, memberBehind, enterByTicket } from '../../people/members/service/arrive.ts';
import { addPost, catchUp, forumBelongings, readCategories, staffDoer } from '#embrace/forum/index.ts';
import { inboxFeature } from '#respond/inbox/index.ts';
import { openStage } from '../forum/testing/stage.ts';
import { addFile, dropImport, openImport, readImport, startImport, stopImport, undoImport } from './draft.ts';
import { importBelongings } from './belongings.ts';
import { importsFeature } from './feature.ts';
import { goOn } from './go-on.ts';
import { addOldAddresses, newAddressOf } from './old-addresses.ts';
import { bringNext } from './run.ts';

const stage = await openStage([importsFeature, inboxFeature], {}, async (app, server) => {
  addOldAddresses(app, server);
});
const { app, test } = stage;
after(() => test.close());
app.provide(memberBelongingsPort, [forumBelongings, importBelongings]);
const never = new AbortController().signal;

const ORIGIN = 'https://forum.example.com';
const MEMBERS = `id,username,name,email,created_at
1,ana,Ana Lima,ana@example.com,2015-03-01 10:00:00 UTC
2,Support,Support,bo@example.com,2016-03-01
3,x,Cy,not an address,
`;
const CATEGORIES = 'id,name,description\n7,Old help,How things work\n';
const THREADS = `id,title,category,author,text,created_at,tags,kind,url
10,Lamp blinks,7,1,"It blinks
since **Monday**.",2017-05-01T08:00:00Z,"lamp,red",question,https://forum.example.com/topic/10-lamp?lang=en
11,No category,8,1,Hello,2017-05-01T08:00:00Z,,,
12,No words,7,1,,2017-05-01T08:00:00Z,,,
`;
const POSTS = `thread,author,text,created_at,accepted,reply_to
10,2,Hold the button. @ana,2017-05-02T08:00:00Z,yes,1
10,9,I am nobody,2017-05-03T08:00:00Z,,
10,1,Thanks,2017-05-04T08:00:00Z,,2
99,1,Lost,2017-05-04T08:00:00Z,,
10,1,Undated,,,
`;

const FILES = [
  { name: 'members.csv', text: MEMBERS },
  { name: 'categories.csv', text: CATEGORIES },
  { name: 'threads.csv', text: THREADS },
  { name: 'posts.csv', text: POSTS },
];

async function draft(files = FILES, origin = ORIGIN): Promise<string> {
  const { id } = await openImport(app, systemActor, { name: 'Old forum', origin });
  for (const file of files) await addFile(app, systemActor, id, file);
  return id;
}

/** Everything that an import may touch, without what tells moments and ids of the import itself. */
async function whole(): Promise<string> {
  const of = (sql: string) => app.db.query(sql);
  return JSON.stringify([
    await of('select id, handle, display_name, claim_key from members order by id'),
    await of('select id, handle from accounts where handle is not null order by id'),
    await of('select id, name, threads, posts from forum_categories order by id'),
    await of('select id, posts, answers, last_number, last_activity from forum_threads order by id'),
    await of('select id, number, html, terms from forum_posts order by id'),
    await of('select word, uses from forum_words order by word'),
    await of('select * from forum_tags order by tag'),
  ]);
}

async function settle(): Promise<void> {
  await catchUp(app);
}

async function bring(id: string): Promise<void> {
  await startImport(app, systemActor, id);
  await goOn(app, never);
  await settle();
}

const refusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

describe('tables', () => {
  it('are told before anything comes: what is fresh, and every line that cannot come with why', async () => {
    const before = await whole();
    const id = await draft();
    const { counts, problems, examples } = await readImport(app, id);
    assert.deepEqual(
      [counts.member.fresh, counts.category.fresh, counts.thread.fresh, counts.post.fresh],
      [2, 1, 1, 3],
    );
    assert.deepEqual(examples, ['Lamp blinks']);
    const told = problems.map(({ file, line, reason }) => `${file}:${line} ${reason}`);
    for (const line of [
      'members.csv:4 “not an address” is no address.',
      'threads.csv:4 Its category does not come.',
      'threads.csv:5 Its author, its text or its date is missing.',
      'posts.csv:3 Its author is in none of the files.',
      'posts.csv:5 Its thread does not come.',
      'posts.csv:6 Its date is missing or cannot be read.',
    ])
      assert.ok(told.includes(line), `${line} is not in\n${told.join('\n')}`);
    assert.equal(await whole(), before);
    await dropImport(app, systemActor, id);
  });

  it('come with their dates and are found; nobody hears of them, nothing is told; and all goes again', async () => {
    const before = await whole();
    const id = await draft();
    await bring(id);
    const { state, counts } = await readImport(app, id);
    assert.deepEqual([state, counts.post.done, counts.thread.done, counts.member.done], ['done', 3, 1, 2]);
    const [thread] = await app.db.query<Record<string, unknown>>(
      `select id, kind, posts, answers, created_at as at, last_activity as last from forum_threads where title = 'Lamp blinks'`,
    );
    assert.deepEqual(
      [thread!['kind'], thread!['posts'], thread!['answers'], thread!['at'], thread!['last']],
      ['question', 3, 1, new Date('2017-05-01T08:00:00Z'), new Date('2017-05-04T08:00:00Z')],
    );
    const posts = await app.db.query<{ number: number; reply: number | null; name: string }>(
      'select number, reply_to as reply, author_name as name from forum_posts where thread_id = $1 order by number',
      [thread!['id']],
    );
    assert.deepEqual(
      posts.map(({ reply }) => reply),
      [null, 1, 2],
    );
    assert.doesNotMatch(posts[1]!.name.toLowerCase(), /^support$/, 'nobody comes with the name of an office');
    const searched = await test.browser().get('/community/search?q=monday');
    assert.match(String(searched.body), /Lamp blinks/);
    const heard = await app.db.query('select 1 from posts');
    const jobs = await app.db.query(
      `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier like 'notif%' or t.identifier like 'forum.tell%'`,
    );
    assert.deepEqual([heard.length, jobs.length], [0, 0]);
    const [rows] = await app.db.query<{ n: number }>('select count(*)::int as n from community_import_rows');
    assert.equal(rows!.n, 0, 'what the files said of people is forgotten');

    const again = await draft();
    const second = await readImport(app, again);
    assert.deepEqual([second.counts.post.fresh, second.counts.member.there], [0, 2]);
    const mid = await whole();
    await assert.rejects(startImport(app, systemActor, again), refusal('import.empty'));
    assert.equal(await whole(), mid);

    await undoImport(app, systemActor, id);
    await goOn(app, never);
    await settle();
    assert.equal(await whole(), before, 'as if it had never come');
    await startImport(app, systemActor, again);
    await goOn(app, never);
    assert.equal((await readImport(app, again)).counts.post.done, 3, 'and it comes again');
    await undoImport(app, systemActor, again);
    await goOn(app, never);
    assert.equal(await whole(), before);
  });

  it('come once, though the program ends in the middle, many go on at once, and somebody stops it', async () => {
    const id = await draft();
    await startImport(app, systemActor, id);
    assert.equal(await bringNext(app, id), true);
    await stopImport(app, systemActor, id);
    assert.equal(await bringNext(app, id), false);
    await startImport(app, systemActor, id);
    await Promise.all(Array.from({ length: 5 }, () => goOn(app, never)));
    const rows = await app.db.query<{ n: number }>(
      `select count(*)::int as n from forum_posts p join forum_threads t on t.id = p.thread_id where t.title = 'Lamp blinks'`,
    );
    assert.equal(rows[0]!.n, 3);
    await undoImport(app, systemActor, id);
    await Promise.all([goOn(app, never), goOn(app, never)]);
    assert.equal((await readImport(app, id)).state, 'undone');
  });

  it('leave behind what people went on with, and say so', async () => {
    const id = await draft();
    await bring(id);
    const [{ id: threadId }] = (await app.db.query<{ id: string }>(
      `select id from forum_threads where title = 'Lamp blinks'`,
    )) as [{ id: string }];
    await addPost(app, staffDoer(systemActor), threadId, { markdown: 'Still true.', replyTo: null });
    await undoImport(app, systemActor, id);
    await goOn(app, never);
    const { counts } = await readImport(app, id);
    assert.deepEqual([counts.thread.kept, counts.category.kept, counts.member.kept], [1, 1, 2]);
    const [thread] = await app.db.query<{ posts: number }>('select posts from forum_threads where id = $1', [
      threadId,
    ]);
    assert.equal(thread!.posts, 4);
  });
});

describe('somebody who came over', () => {
  it('has the account as soon as he proves his address; a stranger with another one does not, nor by saying it only', async () => {
    const [{ id }] = (await app.db.query<{ id: string }>(
      `select id from members where claim_key = 'ana@example.com'`,
    )) as [{ id: string }];
    assert.equal(await memberBehind(app, { mail: 'ana@example.com', isMailVerified: false }), undefined);
    assert.equal(await memberBehind(app, { mail: 'eve@example.com', isMailVerified: true }), undefined);
    const secret = await keepProof(app, { mail: 'Ana@Example.com', isMailVerified: true }, '/community');
    await enterByTicket(app, secret, { address: '192.0.2.7', userAgent: 'test' });
    const [ana] = await app.db.query<{ mail: string; claim: string | null }>(
      'select mail_key as mail, claim_key as claim from members where id = $1 and mail_verified_at is not null',
      [id],
    );
    assert.deepEqual(ana, { mail: 'ana@example.com', claim: null });
  });

  it('is who has the address here already, who keeps all when the import is undone', async () => {
    const dee = await app.db.transaction(() =>
      addMember(
        app,
        { handle: 'dee', displayName: 'Dee', language: 'en' },
        { mail: 'dee@example.com', isMailVerified: true },
      ),
    );
    const files = [
      { name: 'm.csv', text: 'username,email\ndeedee,DEE@example.com\n' },
      { name: 'c.csv', text: 'name\nNews\n' },
      {
        name: 't.csv',
        text: 'id,title,category,author,text,created_at\n1,Mine,News,deedee,Hi,2018-01-01\n',
      },
    ];
    const id = await draft(files, 'elsewhere');
    await bring(id);
    const rows = await app.db.query<{ by: string }>(
      `select author_id as by from forum_threads where title = 'Mine'`,
    );
    assert.deepEqual(rows, [{ by: dee.id }]);
    await undoImport(app, systemActor, id);
    await goOn(app, never);
    assert.equal((await app.db.query('select 1 from members where id = $1', [dee.id])).length, 1);
    assert.equal((await app.db.query(`select 1 from forum_threads where title = 'Mine'`)).length, 0);
  });
});

describe('Discourse', () => {
  const exported = JSON.stringify({
    categories: [
      {
        id: 5,
        name: 'Support of old',
        slug: 'support-of-old',
        description: '<p>Ask</p>',
        permissions_params: {},
      },
      { id: 6, name: 'Staff', slug: 'staff', permissions_params: { staff: 1 } },
    ],
    users: [
      {
        id: 41,
        username: 'Mia.B',
        name: 'Mia',
        email: 'mia@example.com',
        created_at: '2019-01-01T00:00:00Z',
      },
    ],
    topics: [
      {
        id: 77,
        title: 'Which bulb?',
        category_id: 5,
        created_at: '2019-02-01T00:00:00Z',
        archetype: 'regular',
        posts: [
          { id: 1, user_id: 41, post_number: 1, raw: 'Which one?', created_at: '2019-02-01T00:00:00Z' },
          { id: 2, user_id: -1, post_number: 2, raw: 'Closed', created_at: '2019-02-02T00:00:00Z' },
          {
            id: 3,
            user_id: 41,
            post_number: 4,
            raw: '[quote="Mia.B, post:1, topic:77"]\nWhich one?\n[/quote]\nE27.',
            created_at: '2019-02-03T00:00:00Z',
            reply_to_post_number: 1,
          },
        ],
      },
      { id: 78, title: 'Secret', category_id: 6, archetype: 'regular', posts: [] },
      {
        id: 79,
        title: 'Message',
        category_id: null,
        archetype: 'private_message',
        posts: [{ user_id: 41, post_number: 1, raw: 'psst', created_at: '2019-02-03T00:00:00Z' }],
      },
    ],
  });

  it('comes from its exporter; what only some could read stays there; old addresses lead here', async () => {
    const id = await draft([{ name: 'export.json', text: exported }], `${ORIGIN}/forum`);
    await bring(id);
    const { counts, files, problems } = await readImport(app, id);
    assert.deepEqual([files[0]!.shape, counts.thread.done, counts.post.done], ['discourse-export', 1, 2]);
    assert.match(JSON.stringify(problems), /Only some could read “Staff”/);
    assert.equal((await app.db.query(`select 1 from forum_posts where markdown like '%psst%'`)).length, 0);
    assert.ok((await readCategories(app)).every(({ name }) => name !== 'Staff'));
    const leads = async (path: string) => {
      const { status, headers } = await test.browser().get(path);
      return status === 301 ? String(headers['location']) : status;
    };
    assert.match(
      String(await leads('/forum/t/which-bulb/77/4')),
      /^\/community\/t\/thr_\w+\/which-bulb#post-2$/,
    );
    assert.match(String(await leads('/forum/t/77')), /\/which-bulb$/);
    assert.match(String(await leads('/forum/t/anything/77/999')), /\/which-bulb$/);
    assert.equal(await leads('/forum/c/support-of-old/5'), '/community/c/support-of-old');
    assert.match(String(await leads('/forum/u/mia.b/summary')), /^\/community\/members\/mia-b/);
    assert.equal(await leads('/forum/t/which-bulb/12345'), 404);
    assert.equal(await leads('//evil.example/t/x/77'), 404);
    await undoImport(app, systemActor, id);
    await goOn(app, never);
    assert.equal(await newAddressOf(app, '/forum/t/77'), undefined);
  });
});

it('a member who left does not come again with the same files, and is not named by his old address', async () => {
  const files = [
    { name: 'm.csv', text: 'username,name,url\nleaver,Leaver,https://gone.example/people/leaver\n' },
    { name: 'c.csv', text: 'name\nGone\n' },
    { name: 't.csv', text: 'id,title,category,author,text,created_at\n1,Going,Gone,leaver,Bye,2018-01-01\n' },
  ];
  const id = await draft(files, 'https://gone.example');
  await bring(id);
  assert.match(String(await newAddressOf(app, '/people/leaver')), /members\/leaver/);
  const [{ id: memberId }] = (await app.db.query<{ id: string }>(
    `select id from members where handle = 'leaver'`,
  )) as [{ id: string }];
  assert.deepEqual(await importBelongings.exportOf(app, memberId), [
    { origin: 'https://gone.example', path: '/people/leaver' },
  ]);
  await eraseMembers(app, [memberId]);
  const again = await draft(files, 'https://gone.example');
  const { counts } = await readImport(app, again);
  assert.deepEqual([counts.member.fresh, counts.post.fresh], [0, 0]);
  assert.equal(await newAddressOf(app, '/people/leaver'), undefined);
  const kept = JSON.stringify(await app.db.query('select * from community_import_targets'));
  assert.doesNotMatch(kept, /leaver/);
});
