import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { assert as check, property, record, string } from 'fast-check';
import { saveEntry, listPublished, publishDue, removeEntry } from './changelog/entries.ts';
import { byQuarter, counting, quarterAfter, quarterOf, slugOfIdea } from './domain.ts';
import { exportIdeas } from './exchange/export.ts';
import { columnOf } from '#lib/csv/index.ts';
import { formatOf, readRow } from './exchange/formats.ts';
import { importIdeas } from './exchange/import.ts';
import { amountIn } from './idea/values.ts';
import { placeIdeas, setStatus } from './idea/status.ts';
import { vote } from './idea/votes.ts';
import { selectStatuses } from './idea/store.ts';
import { ideaBelongings } from './own.ts';
import { toldIn } from './telling/words.ts';
import { ideaSettingsShape } from './schema.ts';
import { colleague, miscounted, openBoard, refused } from './testing/board.ts';

const made = await openBoard();
const { app, board } = made;
after(() => made.close());
const staff = colleague();
const bring = (text: string, isDryRun = false) =>
  importIdeas(app, staff, { text, boardId: board.id, isDryRun });
const titled = async (title: string) =>
  (
    await app.db.query<{
      id: string;
      status: string;
      votes: number;
      merged_into: string | null;
      author_name: string;
      votes_before: number;
    }>('select id, status, votes, merged_into, author_name, votes_before from ideas where title = $1', [
      title,
    ])
  )[0]!;

const FIDER = [
  'number,title,description,created_at,created_by,votes_count,comments_count,status,responded_by,responded_at,response,original_number,original_title,tags',
  '1,Dark mode,"For the ""night"",\nplease",2024-02-01T10:00:00Z,Ann,42,3,started,Bob,2024-03-01T10:00:00Z,We are on it,,,"ui, app"',
  '2,Night mode,,2024-02-02T10:00:00Z,Cid,5,0,duplicate,,,,1,Dark mode,',
  '3,,no title,2024-02-02T10:00:00Z,Cid,5,0,open,,,,,,',
  '4,Lost twin,,2024-02-02T10:00:00Z,Cid,1,0,duplicate,,,,99,Gone,',
  '5,Odd date,,yesterday,Cid,1,0,open,,,,,,',
  '6,Odd votes,,2024-02-02T10:00:00Z,Cid,many,0,open,,,,,,',
].join('\n');

describe('import', () => {
  it('previews, brings Fider over with votes, answers and merges, tells what it cannot read, and brings nothing twice', async () => {
    const before = await app.db.query('select count(*)::int as n from ideas');
    const dry = await bring(FIDER, true);
    assert.deepEqual([dry.format, dry.fresh, dry.there], ['fider', 2, 0]);
    assert.deepEqual(
      dry.problems.map(({ line }) => line),
      [5, 6, 7, 8],
    );
    assert.deepEqual(
      await app.db.query('select count(*)::int as n from ideas'),
      before,
      'a dry run changes nothing',
    );
    assert.equal((await bring(FIDER)).fresh, 2);
    const dark = await titled('Dark mode');
    assert.deepEqual(
      [dark.status, dark.votes_before, dark.author_name],
      ['building', 47, 'Ann'],
      'merged votes count there',
    );
    assert.equal((await titled('Night mode')).merged_into, dark.id);
    assert.equal((await selectStatuses(app, dark.id))[0]!.reason, 'We are on it');
    const all = await app.db.query('select * from ideas order by id');
    const again = await bring(FIDER);
    assert.deepEqual([again.fresh, again.there], [0, 2]);
    assert.deepEqual(await app.db.query('select * from ideas order by id'), all);
    assert.deepEqual(await miscounted(app), []);
  });

  it('takes both tables of UserVoice, with a row for each voter once', async () => {
    const full = [
      'Idea ID;Idea Title;Idea Description;Forum Name;Public Status Name;Voters Count;Created Timestamp;User Email Address',
      '77;Offline maps;For trains;Wishes;Under Review;12;2023-05-01 08:00:00;a@x.example',
      '77;Offline maps;For trains;Wishes;Under Review;12;2023-05-01 08:00:00;b@x.example',
    ].join('\n');
    assert.deepEqual([(await bring(full)).fresh, (await titled('Offline maps')).status], [1, 'considering']);
    const analysis =
      'suggestion.id,suggestion.title,suggestion.body,suggestion.status.name\n77,Offline maps,x,planned\n78,Trains,y,completed';
    const read = await bring(analysis);
    assert.deepEqual([read.format, read.fresh, read.there], ['uservoice', 1, 1]);
    assert.equal((await titled('Trains')).status, 'shipped');
  });

  it('reads its own export, which no spreadsheet takes for formulas', async () => {
    await made.propose(staff, { title: '=HYPERLINK("http://evil")', markdown: 'a,"b"\nc' });
    const table = await exportIdeas(app, staff.actor);
    assert.match(table, /"'=HYPERLINK\(""http:\/\/evil""\)"/);
    const again = await bring(table);
    assert.equal(again.format, 'own');
    assert.equal(again.fresh, 0, 'everything is here already');
    assert.deepEqual(again.problems, []);
    const elsewhere = table.replaceAll(/ide_[0-9a-z]+/g, (id) => `x${id}`);
    const brought = await bring(elsewhere);
    assert.ok(brought.fresh > 3 && brought.problems.length === 0, JSON.stringify(brought.problems));
    assert.equal((await bring(elsewhere)).fresh, 0);
    assert.deepEqual(await miscounted(app), []);
  });

  it('refuses what is no table of anybody, and who may not', async () => {
    for (const text of [
      '',
      'a,b\n1,2',
      '\u0000\u0000',
      '"unclosed\n'.repeat(3),
      `number,title\n${'x'.repeat(10_000)}`,
    ])
      await assert.rejects(bring(text, true), refused('idea.import_wrong'));
    const voter = await made.member('importer');
    await assert.rejects(
      importIdeas(app, voter, { text: FIDER, boardId: board.id, isDryRun: false }),
      refused('idea.may_not'),
    );
    await assert.rejects(
      importIdeas(app, staff, { text: FIDER, boardId: 'ibo_1', isDryRun: false }),
      refused('idea.no_board'),
    );
  });

  it('reads any row as an idea or says why not, whatever stands in it', () => {
    check(
      property(
        record({
          number: string(),
          title: string(),
          votescount: string(),
          status: string(),
          createdat: string(),
        }),
        (cells) => {
          const read = readRow('fider', cells);
          if (typeof read === 'string') assert.ok(read.endsWith('.'));
          else assert.ok(read.votes >= 0 && read.title.trim() !== '');
        },
      ),
    );
    assert.equal(columnOf('\ufeffSuggestion. ID'), 'suggestionid');
    assert.equal(formatOf(['id', 'name']), undefined);
  });
});

describe('the changelog', () => {
  it('ships its ideas when its time comes, once, however many look at once', async () => {
    const idea = await made.propose();
    const [early, merged] = [await made.propose(), await made.propose()];
    const one = await saveEntry(app, staff, {
      title: 'Now',
      markdown: '',
      kind: 'new',
      publishAt: 'now',
      ideaIds: [idea.id],
    });
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const two = await saveEntry(app, staff, {
      title: 'Later',
      markdown: '',
      kind: 'new',
      publishAt: later,
      ideaIds: [early.id],
    });
    const done = await Promise.all([publishDue(app), publishDue(app), publishDue(app)]);
    assert.equal(
      done.reduce((sum, count) => sum + count, 0),
      1,
    );
    assert.deepEqual(
      [(await made.idea(idea.id)).status, (await made.idea(early.id)).status],
      ['shipped', 'open'],
    );
    assert.deepEqual(
      (await selectStatuses(app, idea.id)).map(({ status }) => status),
      ['shipped', 'open'],
    );
    assert.ok(!(await listPublished(app)).rows.some(({ id }) => id === two.id));
    const changed = await saveEntry(
      app,
      staff,
      { title: 'Now!', markdown: '', kind: 'new', publishAt: 'now', ideaIds: [idea.id, merged.id] },
      one.id,
    );
    assert.deepEqual(changed.publishAt, one.publishAt, 'what is out keeps its day');
    assert.equal(await publishDue(app), 1, 'an idea that was added is shipped, too');
    assert.equal((await made.idea(merged.id)).status, 'shipped');
    await removeEntry(app, staff, one.id);
    assert.equal((await made.idea(idea.id)).status, 'shipped');
    await assert.rejects(removeEntry(app, staff, one.id), refused('idea.no_entry'));
    const lost = {
      title: 'x',
      markdown: '',
      kind: 'new' as const,
      publishAt: null,
      ideaIds: ['ide_00000000000000000000000000'],
    };
    await assert.rejects(saveEntry(app, staff, lost), refused('idea.not_found'));
  });
});

describe('the roadmap', () => {
  it('stands in the order that the team gave it, what has no date last', async () => {
    const ideas = [await made.propose(), await made.propose(), await made.propose()];
    const ids = ideas.map(({ id }) => id);
    for (const id of ids)
      await setStatus(app, staff, id, { status: 'planned', reason: 'x', quarter: '2027-Q1' });
    await Promise.all([
      placeIdeas(app, staff, { quarter: '2027-Q1', ids: ids.toReversed() }),
      placeIdeas(app, staff, { quarter: '2027-Q1', ids: ids.toReversed() }),
    ]);
    await placeIdeas(app, staff, { quarter: null, ids: [ids[0]!] });
    const lanes = byQuarter(await Promise.all(ids.map((id) => made.idea(id))));
    assert.deepEqual(
      lanes.map(({ quarter, ideas: own }) => [quarter, own.map(({ id }) => id)]),
      [
        ['2027-Q1', [ids[2], ids[1]]],
        [null, [ids[0]]],
      ],
    );
    await assert.rejects(
      placeIdeas(app, await made.member('placer'), { quarter: null, ids }),
      refused('idea.may_not'),
    );
  });

  it('knows quarters, and what an address may be', () => {
    assert.equal(quarterOf(new Date('2026-12-31T23:59:59Z')), '2026-Q4');
    assert.equal(quarterAfter('2026-Q4', 1), '2027-Q1');
    assert.equal(quarterAfter('2026-Q1', 7), '2027-Q4');
    assert.notEqual(slugOfIdea('Vote'), 'vote');
    const at = new Date(0);
    assert.deepEqual(
      [
        ...counting([
          { id: 'b', voterId: 'v', person: 'p', at },
          { id: 'a', voterId: 'w', person: 'p', at },
        ]),
      ],
      ['a'],
    );
  });
});

describe('words and values', () => {
  it('are filled into what first posters read, in their language, and never too long', () => {
    const { told } = ideaSettingsShape.parse({});
    const link = 'https://example.com/ideas/ide_1/x';
    assert.match(
      toldIn(told, ['de-AT'], { title: 'Eine Rechnung', link }),
      /gewünscht.*Eine Rechnung|Eine Rechnung.*gewünscht/,
    );
    assert.match(toldIn(told, ['fr'], { title: 'One bill $& {link}', link }), /You wished for/);
    assert.ok(toldIn(told, [], { title: '💡'.repeat(150), link }).includes('…'));
    assert.equal(toldIn({ en: '{title} {link}', de: 'x' }, [], { title: '$& $1', link }), `$& $1 ${link}`);
  });

  it('reads amounts as people write them', () => {
    for (const [given, amount] of [
      ['1,200.50', 1200.5],
      ['€ 1.200,50', 1200.5],
      ["1'000", 1000],
      ['300', 300],
      ['none', undefined],
      ['12 500 EUR', 12_500],
    ] as const)
      assert.equal(amountIn(given), amount, given);
  });
});

describe('who leaves', () => {
  it('takes along what is his, and leaves ideas of others with their votes', async () => {
    const [leaver, other] = [await made.member('leaver'), await made.member('stayer')];
    const alone = await made.propose(leaver, { title: 'Only mine, secret', reason: 'secret reason' });
    const shared = await made.propose(leaver, { title: 'Of many', markdown: 'secret words' });
    await vote(app, other, shared.id, 'me too');
    const file = JSON.stringify(await ideaBelongings.exportOf(app, leaver.memberId!));
    assert.ok(file.includes('secret reason') && file.includes('secret words') && !file.includes('me too'));
    await app.db.transaction(() => ideaBelongings.erase(app, leaver.memberId!, { keepsContent: false }));
    assert.notEqual((await made.idea(alone.id)).deletedAt, null);
    const left = await made.idea(shared.id);
    assert.deepEqual([left.votes, left.title, left.markdown], [1, 'Of many', '']);
    const traces = await app.db.query(
      `select 1 from ideas i where i::text like '%secret%' union all select 1 from idea_votes v where v::text like $1
       union all select 1 from idea_statuses where by_id = $2 and by_name <> ''`,
      [`%${leaver.memberId}%`, leaver.memberId],
    );
    assert.deepEqual(traces, []);
    assert.deepEqual(await miscounted(app), []);
  });
});
