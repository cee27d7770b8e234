import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, systemActor } from '#platform/app/index.ts';
import { joinByDecision } from '#people/persons/index.ts';
import { listTypes, openCase } from '#respond/cases/index.ts';
import { addNote, changeConversations, conversationsOfPosts, tellFollowers } from '#respond/inbox/index.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { importArticles } from '#respond/knowledge/index.ts';
import { articleIds } from './sources/others.ts';
import { say, uri } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import { searchFeature } from './feature.ts';
import { sweepMissed } from './sweep.ts';
import { indexSoon, keepIndex, rebuildIndex, searchAll, searchForgets } from './index.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const { company, ana, of, somebody } = await openDesk();
const { app } = company;
searchFeature.subscribe!(app);
after(() => company.close());

const reader: Actor = {
  ...ana,
  permissions: new Set(['inbox.read', 'cases.read', 'persons.read', 'knowledge.read', 'search.use']),
};
/** Everything that happened is told and indexed. */
async function settle(): Promise<void> {
  while (await tellFollowers(app));
  await keepIndex(app);
}
const found = async (q: string, kind: string, actor = reader): Promise<string[]> => {
  const { groups } = await searchAll(app, actor, { q: q, limit: 10 });
  return groups.find((group) => group.kind === kind)?.items.map(({ id }) => id) ?? [];
};
const WORDS =
  'router refund invoice battery delivery password technician contract landline voicemail overcharged subscription'.split(
    ' ',
  );
const random = randomFrom(seed);
/** One error somewhere, as fingers make them. */
function mistyped(word: string): string {
  const at = pick(random, word.length - 1);
  const letter = 'abcdefghijklmnopqrstuvwxyz'[pick(random, 26)]!;
  return [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2),
  ][pick(random, 4)]!;
}

describe(`search over everything (SEED=${seed})`, () => {
  /** Each customer with two words of their own. */
  const customers: { author: string; words: [string, string] }[] = [];
  before(async () => {
    for (let a = 0; a < WORDS.length; a++)
      for (let b = a + 1; b < WORDS.length; b++)
        customers.push({ author: somebody(), words: [WORDS[a]!, WORDS[b]!] });
    await company.hear(
      ...customers.map(({ author, words }) =>
        say(author, '1', `Hello acme, my ${words[0]} and the ${words[1]} again`),
      ),
    );
    await settle();
  });

  it('finds what was meant in spite of typing errors: nine of ten among the first ten', async () => {
    let [hits, asked] = [0, 0];
    for (const { author, words } of customers.filter((_, i) => i % 2 === 0)) {
      const q = words.map(mistyped).join(' ');
      asked += 1;
      if ((await found(q, 'conversation')).includes((await of(author)).id)) hits += 1;
    }
    console.log(`recall@10 with an error in each of two words: ${hits} of ${asked}`);
    assert.ok(hits / asked >= 0.9, `${hits} of ${asked}`);
  });

  it('finds beginnings, names and handles, and nothing for what nobody said', async () => {
    const { author, words } = customers[7]!;
    const { id } = await of(author);
    assert.ok((await found(`${words[0].slice(0, 5)} ${words[1].slice(0, 6)}`, 'conversation')).includes(id));
    const handle = author.split(':').at(-1)!;
    assert.equal((await found(`${handle} example`, 'person')).length > 0, true);
    assert.deepEqual((await searchAll(app, reader, { q: 'zyxwvutsrq', limit: 10 })).groups, []);
    assert.deepEqual(
      (await searchAll(app, reader, { q: "'; drop & | !:* ()", limit: 10 })).groups,
      [],
      'no word of it is an operator',
    );
  });

  it('finds notes and cases, soon after they were written, by number and without the error in a number', async () => {
    const { id } = await of(customers[3]!.author);
    const note = await addNote(app, ana, id, 'Spoke with the xylophone department');
    const [type] = await listTypes(app);
    const { ids: caseIds } = await openCase(app, ana, {
      conversationIds: [id],
      typeId: type!.id,
      title: 'Trombone is broken',
    });
    await indexSoon(app, 'conversation', [id]);
    await indexSoon(app, 'case', caseIds);
    await settle();
    assert.equal((await found('xylofone', 'note')).length, 1, JSON.stringify(note));
    assert.deepEqual(await found('trombnoe', 'case'), caseIds);
    assert.deepEqual(await found('1001', 'case'), caseIds);
    assert.deepEqual(await found('1002', 'case'), []);
  });

  it('shows of an article its words, and none of the signs of Markdown', async () => {
    const body =
      '## Before\n\nHold the **harmonium** [here](https://a.example/x).\n\n| a | b |\n|-|-|\n| 1 | 2 |';
    await importArticles(app, systemActor, {
      format: 'ndjson',
      text: JSON.stringify({ language: 'en', title: 'Tuning', body }),
    });
    const [article] = await articleIds(app, '');
    await indexSoon(app, 'article', [article!]);
    await settle();
    const { groups } = await searchAll(app, reader, { q: 'harmonium', limit: 10 });
    const [hit] = groups.find(({ kind }) => kind === 'article')!.items;
    assert.deepEqual([hit?.title, hit?.excerpt], ['Tuning', 'Before Hold the harmonium here. a b 1 2']);
  });

  it('finds for each only what they may read', async () => {
    const nobody = { ...reader, permissions: new Set(['search.use']) };
    assert.deepEqual((await searchAll(app, nobody, { q: 'router', limit: 10 })).groups, []);
    const onlyCases = { ...reader, permissions: new Set(['cases.read']) };
    const { groups } = await searchAll(app, onlyCases, { q: 'trombone', limit: 10 });
    assert.deepEqual(
      groups.map(({ kind }) => kind),
      ['case'],
    );
    assert.deepEqual(await found('xylophone', 'note', onlyCases), []);
  });

  it('narrows to a channel, to whoever has it and to how it stands, soon after that changed', async () => {
    const { id } = await of(customers[4]!.author);
    const narrowed = async (wish: object) => {
      const view = await searchAll(app, reader, { q: 'again', kind: 'conversation', limit: 50, ...wish });
      return view.groups.flatMap(({ items }) => items);
    };
    assert.equal((await narrowed({ assignee: 'me' })).length, 0);
    await changeConversations(app, ana, [id], { assigneeId: ana.id, status: 'waiting' });
    await addNote(app, ana, id, 'Spoke about the glockenspiel');
    await settle();
    const [mine, ...others] = await narrowed({ assignee: 'me' });
    assert.deepEqual([mine?.id, mine?.status, mine?.assignees, others], [id, 'waiting', ['Ana'], []]);
    assert.deepEqual((await narrowed({ assignee: 'nobody', status: 'waiting' })).length, 0);
    assert.equal((await narrowed({ network: 'mail' })).length, 0);
    assert.equal((await narrowed({ network: 'bluesky', status: 'open' })).length, 50, 'a page of them');
    const notes = await searchAll(app, reader, { q: 'glockenspiel', assignee: 'me', limit: 5 });
    assert.deepEqual(
      notes.groups.map(({ kind }) => kind),
      ['note'],
      'notes stand where their conversation does',
    );
  });

  it('says which words it took for which, and where nothing has all of them', async () => {
    const { corrected, isSome, words } = await searchAll(app, reader, { q: 'voicemial', limit: 5 });
    assert.deepEqual(corrected, [{ typed: 'voicemial', shown: ['voicemail'], isUnknown: true }]);
    assert.deepEqual([isSome, words], [false, ['voicemial', 'voicemail']]);
    const some = await searchAll(app, reader, { q: 'router refund battery delivery', limit: 5 });
    assert.deepEqual([some.corrected, some.isSome], [[], true]);
  });

  it('shows a person once on all pages together, however many accounts fit', async () => {
    const authors = Array.from({ length: 6 }, () => somebody());
    await company.hear(
      ...authors.map((author, at) =>
        say(author, '1', 'acme hello', {
          author: { externalId: author, handle: `h${at}.example`, displayName: `Zebulon ${at}` },
        }),
      ),
    );
    await settle();
    const accounts = await Promise.all(authors.map(async (author) => (await of(author)).author.id));
    await joinByDecision(app, ana, {
      leadAccountId: accounts[0]!,
      accountIds: [accounts[0]!, accounts[3]!],
      reason: 'the same voice',
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const view = await searchAll(app, reader, { q: 'zebulon', kind: 'person', limit: 2, cursor });
      if (cursor === undefined) assert.equal(view.groups[0]?.count, 5);
      seen.push(...view.groups.flatMap(({ items }) => items.map(({ id }) => id)));
      cursor = view.nextCursor;
    } while (cursor !== undefined);
    assert.equal(new Set(seen).size, 5);
    assert.equal(seen.length, 5);
    assert.ok(!(seen.includes(accounts[0]!) && seen.includes(accounts[3]!)));
  });

  it('has no word of a post any more at the moment in which it is forgotten', async () => {
    const author = somebody();
    await company.hear(say(author, '1', 'acme, the bogglezupp again'));
    await settle();
    const [conversationId] = await found('bogglezupp', 'conversation');
    const [post] = await app.db.query<{ id: string }>('select id from posts where external_id = $1', [
      uri(author, '1'),
    ]);
    assert.deepEqual(await conversationsOfPosts(app, [post!.id]), [conversationId]);
    const words = () => app.db.query(`select word from search_words where word like 'boggle%'`);
    await assert.rejects(
      app.db.transaction(async () => {
        await searchForgets.onPostsDeleted(app, [post!.id]);
        assert.deepEqual(await words(), []);
        throw new Error('taken back');
      }),
      /taken back/,
    );
    assert.equal((await words()).length, 1, 'and only if it really is');
    await app.db.transaction(() => searchForgets.onPostsDeleted(app, [post!.id]));
    assert.deepEqual(await found('bogglezupp', 'conversation'), []);
    await settle();
    assert.deepEqual(
      await found('bogglezupp', 'conversation'),
      [conversationId],
      'the post itself still stands here',
    );
  });

  it('shows what the list shows of a conversation whose posts have no words', async () => {
    const author = somebody();
    await company.hear(say(author, '1', 'acme, the marimba again'));
    await settle();
    const write = (text: string) =>
      app.db.query('update posts set text = $2 where external_id = $1', [uri(author, '1'), text]);
    await write('');
    await app.db.query(`update conversations set excerpt = 'A picture' where id = $1`, [
      (await of(author)).id,
    ]);
    const { groups } = await searchAll(app, reader, { q: 'marimba', limit: 10 });
    await write('acme, the marimba again');
    assert.deepEqual(
      groups.flatMap(({ items }) => items.map(({ excerpt }) => excerpt)),
      ['A picture'],
    );
  });

  it('keeps no word of what was deleted', async () => {
    const author = somebody();
    await company.hear(say(author, '1', 'acme, the quagmirequux again'));
    await settle();
    assert.equal((await found('quagmirequux', 'conversation')).length, 1);
    await company.hear({
      type: 'delete',
      origin: 'bluesky',
      externalId: uri(author, '1'),
      version: Date.now() * 1000 + 1e9,
    });
    await settle();
    assert.deepEqual(await found('quagmirequux', 'conversation'), []);
    const left = await app.db.query(
      `select word from search_words where word like 'quagmire%' union all select id from search_entries where terms::text like '%quagmire%'`,
    );
    assert.deepEqual(left, []);
  });

  it('is the same when it is built anew, and its counts of words are those of its entries', async () => {
    const dump = async () =>
      JSON.stringify([
        await app.db.query('select kind, id, place, terms::text from search_entries order by 1, 2'),
        await app.db.query('select word, uses from search_words order by 1'),
      ]);
    const kept = await dump();
    await rebuildIndex(app);
    assert.ok((await dump()) === kept, 'built anew it is another');
    const wrong = await app.db.query(
      `select w.word from search_words w full join (select word, count(*) as n from search_entries, unnest(tsvector_to_array(terms)) as word group by 1) e
         using (word) where w.uses is distinct from e.n`,
    );
    assert.deepEqual(wrong, []);
  });

  it('catches up on what changed while nobody listened, and on nothing else', async () => {
    const author = somebody();
    await company.hear(say(author, '1', 'acme, one more'));
    await settle();
    const { id } = await of(author);
    assert.equal(await sweepMissed(app), true, 'nobody knows since when');
    await settle();
    assert.equal(await sweepMissed(app), false, 'somebody listened a moment ago');
    // Notes are told by events only: nobody is there to hear them here.
    const note = await addNote(app, ana, id, 'unheardofword');
    const [type] = await listTypes(app);
    const made = await openCase(app, ana, { title: 'silentcase', typeId: type!.id, conversationIds: [id] });
    await settle();
    await app.db.query(`delete from search_stale`);
    assert.deepEqual([await found('unheardofword', 'note'), await found('silentcase', 'case')], [[], []]);
    await app.db.query(`update search_heard set at = now() - interval '10 minutes'`);
    assert.equal(await sweepMissed(app), true);
    assert.equal(await sweepMissed(app), false, 'once');
    await keepIndex(app);
    assert.deepEqual(
      [await found('unheardofword', 'note'), await found('silentcase', 'case')],
      [[note.id], made.ids],
    );
    await app.db.query(`update search_heard set at = now() + interval '1 hour'`);
    assert.equal(await sweepMissed(app, true), true, 'a lost connection is enough');
    assert.deepEqual(
      await app.db.query(`select 1 from search_stale where source = 'conversation'`),
      [],
      'nothing was touched since',
    );
    await app.db.query('delete from search_stale');
  });
});
