import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { addPost, addressOfCategory, staffDoer } from '#embrace/forum/index.ts';
import { saveGroup } from '../forum/groups/groups.ts';
import { categoryInput } from '../forum/schema.ts';
import { saveCategory } from '../forum/talk/categories.ts';
import { dropImport, startImport } from './draft.ts';
import { newAddressOf } from './old-addresses.ts';
import { openImports, refusal, small } from './testing/community.ts';
import { csv } from './testing/table.ts';

const stage = await openImports();
const { app, test, draft, bring, takeBack } = stage;
after(() => test.close());
const stranger = test.browser();
const threadsCalled = (title: string) =>
  app.db.query<{ id: string; categoryId: string }>(
    'select id, category_id as "categoryId" from forum_threads where title = $1',
    [title],
  );

describe('what people went on with', () => {
  it('is known also after its import was forgotten: the same files bring it no second time, and old addresses lead to it', async () => {
    const given = small('kept');
    const id = await bring(given);
    const [thread] = await threadsCalled('Thread of kept');
    await addPost(app, staffDoer(systemActor), thread!.id, { markdown: 'Still true.', replyTo: null });
    await takeBack(id);
    await dropImport(app, systemActor, id);
    await assert.rejects(startImport(app, systemActor, await draft(given)), refusal('import.empty'));
    assert.equal((await threadsCalled('Thread of kept')).length, 1);
    assert.match(String(await newAddressOf(app, '/kept/t')), new RegExp(thread!.id));
  });
});

describe('an old address', () => {
  it('names no title of what was put into a closed group since, and leads there whoever may read it', async () => {
    await bring(small('vault'));
    const [thread] = await threadsCalled('Thread of vault');
    assert.match((await newAddressOf(app, '/vault/t'))!, /thread-of-vault/);
    const seat = { name: 'Vault', slug: 'vault', text: '', kind: 'hidden' } as const;
    const group = await saveGroup(app, systemActor, seat);
    const input = categoryInput.parse({ name: 'Vault', slug: 'vault-inside', groupId: group.id });
    await saveCategory(app, systemActor, input, thread!.categoryId);
    const to = (await stranger.get('/vault/t')).headers['location'];
    assert.equal(to, `/community/t/${thread!.id}`);
    assert.equal((await stranger.get(String(to))).status, 404);
    assert.equal(await addressOfCategory(app, thread!.categoryId), undefined);
  });
});

describe('a list of users', () => {
  it('gives members of answers of the API their addresses, whichever file comes first, and takes none away', async () => {
    for (const isFirst of [true, false]) {
      const mark = `list-${isFirst}`;
      const post = {
        user_id: 41,
        username: mark,
        post_number: 1,
        raw: 'Hi',
        created_at: '2019-02-01T00:00:00Z',
      };
      const answers = [
        { category_list: { categories: [{ id: 5, name: `Old ${mark}` }] } },
        { id: 7, title: `Thread of ${mark}`, category_id: 5, post_stream: { posts: [post] } },
      ];
      const files = [
        { name: 'api.json', text: JSON.stringify(answers) },
        { name: 'users.csv', text: csv('id,username,email', ['41', mark, `${mark}@api.example`]) },
        { name: 'more.csv', text: csv('id,username,email', ['41', mark, 'other@api.example']) },
      ];
      await bring({
        origin: `https://${mark}.example`,
        files: isFirst ? files : files.slice(0, 2).toReversed(),
      });
      const rows = await app.db.query('select claim_key as claim from members where handle = $1', [mark]);
      assert.deepEqual(rows, [{ claim: `${mark}@api.example` }]);
    }
  });
});
