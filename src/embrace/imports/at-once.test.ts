import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { eraseMembers, setMemberState } from '#people/members/index.ts';
import { addPost, catchUp, readCategories, removeCategory, staffDoer } from '#embrace/forum/index.ts';
import { enterByTicket, keepProof } from '../../people/members/service/arrive.ts';
import { saveGroup } from '../forum/groups/groups.ts';
import { categoryInput } from '../forum/schema.ts';
import { saveCategory } from '../forum/talk/categories.ts';
import { deleteThread } from '../forum/talk/removal.ts';
import { changeThread } from '../forum/talk/threads.ts';
import { addFile, dropImport, readImport, startImport, stopImport, undoImport } from './draft.ts';
import { goOn } from './go-on.ts';
import { newAddressOf } from './old-addresses.ts';
import { bringNext } from './run.ts';
import { never, openImports, refusal, small } from './testing/community.ts';
import { csv } from './testing/table.ts';

const stage = await openImports();
const { app, test, draft, bring, settle, takeBack, whole } = stage;
after(() => test.close());
const stranger = test.browser();

async function threadsCalled(title: string) {
  return app.db.query<{ id: string; posts: number; categoryId: string; authorId: string }>(
    'select id, posts, category_id as "categoryId", author_id as "authorId" from forum_threads where title = $1',
    [title],
  );
}

const outcomes = async (deeds: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(deeds)).map(({ status }) => status).toSorted();

describe('two imports of the same place', () => {
  it('do not bring the same twice: while one is under way the other is neither started nor taken back', async () => {
    const given = small('twice');
    const [first, second] = [await draft(given), await draft(given)];
    await startImport(app, systemActor, first);
    await assert.rejects(startImport(app, systemActor, second), refusal('import.not_alone'));
    assert.equal((await readImport(app, second)).state, 'draft');
    await settle();
    await assert.rejects(startImport(app, systemActor, second), refusal('import.empty'));
    assert.equal((await threadsCalled('Thread of twice')).length, 1);
    assert.equal(
      await app.db.query(`select 1 from members where handle like 'twice-%'`).then((rows) => rows.length),
      2,
    );
  });

  it('that are started in the same moment by two people: one goes, and the other comes after it with what is new', async () => {
    const given = small('moment');
    const more = {
      name: 'p2.csv',
      text: csv('thread,number,author,text,created_at', ['t', '9', 'a', 'Later', '2017-01-01']),
    };
    const ids = [await draft(given), await draft({ ...given, files: [...given.files, more] })];
    assert.deepEqual(await outcomes(ids.map((id) => startImport(app, systemActor, id))), [
      'fulfilled',
      'rejected',
    ]);
    await Promise.all([settle(), settle()]);
    const late = [];
    for (const id of ids) if ((await readImport(app, id)).state === 'draft') late.push(id);
    assert.equal(late.length, 1);
    await startImport(app, systemActor, late[0]!).catch(() => undefined);
    await settle();
    const [thread, ...others] = await threadsCalled('Thread of moment');
    assert.deepEqual([thread!.posts, others.length], [3, 0]);
  });

  it('of which one is stopped go on one after the other, and each takes only its own back', async () => {
    const given = small('turns');
    const before = await whole();
    const first = await draft(given);
    await startImport(app, systemActor, first);
    for (let step = 0; step < 3; step++) await bringNext(app, first);
    await stopImport(app, systemActor, first);
    const second = await bring(given);
    assert.deepEqual((await readImport(app, second)).counts.thread.done, 1);
    assert.deepEqual((await readImport(app, second)).counts.member.there, 2);
    await assert.rejects(startImport(app, systemActor, first), refusal('import.empty'));
    await undoImport(app, systemActor, first);
    await assert.rejects(undoImport(app, systemActor, second), refusal('import.not_alone'));
    await settle();
    const { counts } = await readImport(app, first);
    assert.deepEqual([counts.member.kept, counts.category.kept], [2, 1], 'the other one needs them');
    await takeBack(second);
    assert.equal((await threadsCalled('Thread of turns')).length, 0);
    const left = (text: string) => [...new Set(text.match(/\w+ of turns/g) ?? [])];
    assert.deepEqual(left(await whole()), left(before), 'no word of it is left');
  });

  it('are another matter where the places are others: the same ids are other things', async () => {
    await bring(small('here'));
    await bring(small('there'));
    const [[one], [other]] = [await threadsCalled('Thread of here'), await threadsCalled('Thread of there')];
    assert.notEqual(one!.authorId, other!.authorId);
    assert.notEqual(one!.categoryId, other!.categoryId);
  });
});

describe('many at once', () => {
  it('press the same button: one starts it, one stops it, one takes it back, one forgets it', async () => {
    const id = await draft(small('buttons'));
    const sixteen = (deed: typeof startImport) =>
      outcomes(Array.from({ length: 16 }, () => deed(app, systemActor, id)));
    const once = [...Array<string>(1).fill('fulfilled'), ...Array<string>(15).fill('rejected')];
    assert.deepEqual(await sixteen(startImport), once);
    assert.deepEqual(await sixteen(stopImport), once);
    assert.deepEqual(await sixteen(undoImport), once);
    await settle();
    assert.deepEqual(await sixteen(dropImport), once);
    await assert.rejects(readImport(app, id), refusal('import.not_found'));
  });

  it('steps go on, 64 of them: each thing comes once, and each goes once', async () => {
    const before = await whole();
    const id = await draft(small('steps'));
    await startImport(app, systemActor, id);
    await Promise.all(Array.from({ length: 64 }, () => bringNext(app, id)));
    const { state, counts } = await readImport(app, id);
    assert.deepEqual(
      [state, counts.member.done, counts.category.done, counts.thread.done, counts.post.done],
      ['done', 2, 1, 1, 2],
    );
    assert.equal((await threadsCalled('Thread of steps'))[0]!.posts, 2);
    await undoImport(app, systemActor, id);
    await Promise.all(Array.from({ length: 16 }, () => goOn(app, never)));
    await catchUp(app);
    assert.equal(await whole(), before);
  });

  it('hand in files while somebody starts it: each file is in it whole, or was refused', async () => {
    const { origin, files } = small('hands');
    const id = await draft({ origin, files: files.slice(0, 3) });
    const posts = (n: number) => ({
      name: `p${n}.csv`,
      text: csv('thread,number,author,text,created_at', ['t', `${n}`, 'b', `Hand ${n}`, '2016-02-01']),
    });
    const handed = Array.from({ length: 8 }, (_each, n) => addFile(app, systemActor, id, posts(n + 2)));
    const [started, ...taken] = await Promise.allSettled([startImport(app, systemActor, id), ...handed]);
    assert.equal(started!.status, 'fulfilled');
    await settle();
    const kept = taken.filter(({ status }) => status === 'fulfilled').length;
    assert.equal((await threadsCalled('Thread of hands'))[0]!.posts, 1 + kept);
    assert.equal((await readImport(app, id)).files.length, 3 + kept);
  });
});

describe('a category of the same name', () => {
  it('that belongs to a closed group takes no thread that everybody could read; one of a public group does', async () => {
    for (const [kind, isSame] of [
      ['hidden', false],
      ['invitation', false],
      ['request', false],
      ['public', true],
    ] as const) {
      const mark = `circle-${kind}`;
      const group = await saveGroup(app, systemActor, { name: mark, slug: mark, text: 'Friends', kind });
      const input = categoryInput.parse({ name: `OLD ${mark}`, slug: `old-${mark}`, groupId: group.id });
      const closed = await saveCategory(app, systemActor, input);
      const before = await whole();
      const id = await bring(small(mark));
      const [thread] = await threadsCalled(`Thread of ${mark}`);
      assert.equal(thread!.categoryId === closed.id, isSame, kind);
      const { counts } = await readImport(app, id);
      assert.deepEqual([counts.category.done, counts.category.there], isSame ? [0, 1] : [1, 0]);
      const to = await newAddressOf(app, `/${mark}/t`);
      const page = await stranger.get(to!);
      assert.deepEqual([page.status, String(page.body).includes(`Answer of ${mark}`)], [200, true], kind);
      await takeBack(id);
      assert.equal(await whole(), before, kind);
      assert.ok(
        (await readCategories(app)).some((one) => one.id === closed.id),
        'the group keeps its own',
      );
    }
  });

  it('is found however its accents and letters are written, and not by a name that only looks alike', async () => {
    const name = 'Caf\u00e9 corner';
    const here = await stage.category(name);
    const cyrillic = 'C\u0430f\u00e9 corner';
    const text = csv('id,name', ['1', 'CAFE\u0301 CORNER'], ['2', cyrillic]);
    const id = await bring({ origin: 'https://accents.example', files: [{ name: 'c.csv', text }] });
    const { counts } = await readImport(app, id);
    assert.deepEqual([counts.category.there, counts.category.done], [1, 1]);
    await takeBack(id);
    const left = (await readCategories(app)).filter((one) => one.name === name || one.name === cyrillic);
    assert.deepEqual(
      left.map((one) => one.id),
      [here.id],
    );
  });

  it('removed since the import came keeps the import of its threads from nothing else', async () => {
    const { origin, files } = small('removed');
    await bring({ origin, files: files.slice(0, 2) });
    const here = (await readCategories(app)).find(({ name }) => name === 'Old removed');
    await removeCategory(app, systemActor, here!.id);
    const more = { name: 'c2.csv', text: csv('id,name', ['d', 'Other removed']) };
    const second = await draft({ origin, files: [...files.slice(2), more] });
    await startImport(app, systemActor, second);
    await settle();
    const { state, problems, counts } = await readImport(app, second);
    assert.deepEqual([state, counts.category.done, counts.thread.refused], ['done', 1, 1]);
    assert.match(JSON.stringify(problems), /Its category cannot be here, or was removed/);
  });
});

describe('taking back', () => {
  it('keeps who left from coming again with the same files, though the first import was taken back', async () => {
    const { origin, files } = small('left');
    const first = await bring({ origin, files });
    const [thread] = await threadsCalled('Thread of left');
    await eraseMembers(app, [thread!.authorId]);
    await takeBack(first);
    const again = await draft({ origin, files });
    assert.equal((await readImport(app, again)).counts.member.there, 1);
    await startImport(app, systemActor, again);
    await settle();
    const rows = await app.db.query<{ handle: string }>(
      `select handle from members where handle like 'left-%'`,
    );
    assert.deepEqual(rows, [{ handle: 'left-bob' }]);
  });

  it('keeps a thread in which a member wrote with its category and its authors, and all else goes', async () => {
    const lively = await stage.member('lively');
    const one = small('lives');
    const two = csv('id,title,category,author,text,created_at', [
      'u',
      'Quiet of lives',
      'c',
      'b',
      'Sh',
      '2016-01-01',
    ]);
    const id = await bring({ ...one, files: [...one.files, { name: 't2.csv', text: two }] });
    const [thread] = await threadsCalled('Thread of lives');
    await addPost(app, lively.doer, thread!.id, { markdown: 'Still here', replyTo: 2 });
    await takeBack(id);
    const { counts } = await readImport(app, id);
    assert.deepEqual([counts.thread.kept, counts.category.kept, counts.member.kept], [1, 1, 2]);
    assert.equal((await threadsCalled('Quiet of lives')).length, 0);
    assert.equal((await threadsCalled('Thread of lives'))[0]!.posts, 3);
    const page = await stranger.get((await newAddressOf(app, '/lives/t'))!);
    assert.match(String(page.body), /Answer of lives[\s\S]*Still here/);
  });

  it('is right about a thread that was moved, and one that was taken away, before it', async () => {
    const [kept, other] = [await stage.category('Elsewhere of shifts'), small('shifts')];
    const gone = csv('id,title,category,author,text,created_at,tags', [
      'g',
      'Gone of shifts',
      'c',
      'b',
      'Bad',
      '2016-01-01',
      'shifts',
    ]);
    const before = await whole();
    const id = await bring({ ...other, files: [...other.files, { name: 't2.csv', text: gone }] });
    const [moved] = await threadsCalled('Thread of shifts');
    const [removed] = await threadsCalled('Gone of shifts');
    const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
    await changeThread(app, staff, moved!.id, { categoryId: kept.id });
    await deleteThread(app, staff, removed!.id, { isDeleted: true, reason: 'Rude' });
    await catchUp(app);
    await takeBack(id);
    assert.equal(await whole(), before, 'the counts of both categories and of tags are as they were');
  });

  it('takes posts out of a thread of ours that another import only added to, and leaves its counts right', async () => {
    const given = small('added');
    await bring(given);
    const before = await whole();
    const text = csv(
      'thread,number,author,text,created_at,accepted',
      ['t', '5', 'b', 'Zebra', '2018-01-01', 'yes'],
      ['t', '6', 'a', 'Yes', '2018-01-02', ''],
    );
    const id = await bring({ origin: given.origin, files: [{ name: 'more.csv', text }] });
    const [thread] = await threadsCalled('Thread of added');
    assert.equal(thread!.posts, 4);
    await takeBack(id);
    const plain = (all: string) => all.replaceAll(/"last_number":\d+/g, '');
    assert.equal(plain(await whole()), plain(before), 'but numbers, which nobody gets twice');
  });
});

describe('an account that came over', () => {
  const people = csv(
    'id,username,email',
    ['1', 'claimed', 'Claimed@Example.com'],
    ['2', 'alias', 'claimed@example.COM'],
  );

  it('is one for all who stand in the files with the same address, and 24 proofs at once claim it once', async () => {
    await bring({ origin: 'https://claims.example', files: [{ name: 'm.csv', text: people }] });
    const rows = await app.db.query<{ id: string }>(
      `select id from members where claim_key = 'claimed@example.com'`,
    );
    assert.equal(rows.length, 1);
    const proof = { mail: 'claimed@example.com', isMailVerified: true };
    const secrets = await Promise.all(Array.from({ length: 24 }, () => keepProof(app, proof, '/community')));
    const entered = await outcomes(
      secrets.map((secret) => enterByTicket(app, secret, { address: '192.0.2.9', userAgent: 'test' })),
    );
    assert.deepEqual(entered, Array(24).fill('fulfilled'));
    const noted = await app.db.query(
      `select 1 from audit_entries where action = 'member.claimed' and subject = $1`,
      [rows[0]!.id],
    );
    assert.equal(noted.length, 1);
    const owners = await app.db.query(`select 1 from members where mail_key = 'claimed@example.com'`);
    assert.equal(owners.length, 1);
  });

  it('lets nobody in who is suspended, and stays when its import is taken back while its owner comes', async () => {
    const text = csv('username,email', ['banned', 'banned@example.com'], ['late-lea', 'lea@example.com']);
    const id = await bring({ origin: 'https://bans.example', files: [{ name: 'm.csv', text }] });
    const [banned] = await app.db.query<{ id: string }>(`select id from members where handle = 'banned'`);
    await setMemberState(app, systemActor, banned!.id, {
      state: 'suspended',
      reason: 'Threats',
      until: null,
    });
    const enter = async (mail: string) =>
      enterByTicket(app, await keepProof(app, { mail, isMailVerified: true }, '/community'), {
        address: '192.0.2.10',
        userAgent: 'test',
      });
    await assert.rejects(enter('banned@example.com'), refusal('member.suspended'));
    await undoImport(app, systemActor, id);
    const [entered] = await Promise.allSettled([enter('lea@example.com'), settle()]);
    const [lea] = await app.db.query<{ mail: string }>(
      `select mail_key as mail from members where handle = 'late-lea'`,
    );
    // Whichever was first: she has the account, or there is none and her link says so.
    assert.equal(lea?.mail, entered!.status === 'fulfilled' ? 'lea@example.com' : undefined);
    await settle();
    assert.equal((await readImport(app, id)).state, 'undone');
  });
});
