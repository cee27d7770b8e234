import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { array, assert as check, asyncProperty, constantFrom, string, tuple } from 'fast-check';
import { parse } from 'csv-parse/sync';
import { moveable } from '../testing/tables.ts';
import { setStatus } from '../idea/status.ts';
import { mergeIdeas } from '../idea/merge.ts';
import { vote } from '../idea/votes.ts';
import { colleague, miscounted, openBoard, refused } from '../testing/board.ts';
import { exportIdeas } from './export.ts';
import { importIdeas } from './import.ts';

const made = await openBoard();
const { app, board } = made;
after(() => made.close());
const staff = colleague();
const bring = (text: string, isDryRun = false) =>
  importIdeas(app, staff, { text, boardId: board.id, isDryRun });
const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
const stored = () =>
  app.db.query('select id, title, markdown, status, votes_before, quarter, version from ideas order by id');
const whole = async () =>
  JSON.stringify([await stored(), await app.db.query('select * from idea_statuses order by id')]);

/** The same three ideas in the columns of each of the three. */
const SHAPES = {
  own: [
    'id,title,text,status,reason,status_at,quarter,board,author,votes,created_at,merged_into',
    'o1,Own night,Please,planned,Soon,2026-01-02T00:00:00Z,2027-Q1,Wishes,Ann,7,2025-01-01T00:00:00Z,',
    'o2,Own day,,open,,,,,,2,2025-01-02T00:00:00Z,o1',
    'o3,Own bad,,floating,,,,,,2,2025-01-02T00:00:00Z,',
  ],
  fider: [
    'number,title,description,created_at,created_by,votes_count,status,response,original_number',
    '1,Fider night,Please,2025-01-01T00:00:00Z,Ann,7,planned,Soon,',
    '2,Fider day,,2025-01-02T00:00:00Z,,2,duplicate,,1',
    '3,Fider bad,,2025-01-02T00:00:00Z,,-2,open,,',
  ],
  uservoice: [
    'suggestion.id,suggestion.title,suggestion.body,suggestion.status.name,suggestion.votes_count,suggestion.parent_id',
    '1,Voice night,Please,planned,7,',
    '2,Voice day,,open,2,1',
    '3,,no title,open,2,',
  ],
} as const;

describe('a table of each of the three', () => {
  for (const [format, lines] of Object.entries(SHAPES))
    it(`of ${format} comes once, tells its wrong line, and the second time changes nothing at all`, async () => {
      const text = lines.join('\r\n');
      const dry = await bring(text, true);
      assert.deepEqual([dry.format, dry.fresh, dry.isDryRun], [format, 2, true]);
      assert.deepEqual(
        dry.problems.map(({ line }) => line),
        [4],
      );
      const real = await bring(text);
      assert.deepEqual({ ...real, isDryRun: true }, dry, 'what was told is what came');
      const [root] = await app.db.query<{ status: string; votes_before: number }>(
        "select status, votes_before from ideas where title like '% night' order by id desc limit 1",
      );
      assert.deepEqual(root, { status: 'planned', votes_before: 9 });
      const before = await whole();
      const again = await bring(text);
      assert.deepEqual([again.fresh, again.there], [0, 2]);
      assert.equal(await whole(), before);
      assert.deepEqual(await miscounted(app), []);
    });

  it('changed there meanwhile brings only what is new, and leaves what the team decided here', async () => {
    const [head, first] = SHAPES.fider;
    const [{ id } = { id: '' }] = await app.db.query<{ id: string }>(
      "select id from ideas where title = 'Fider night'",
    );
    await setStatus(app, staff, id, { status: 'building', reason: 'Here' });
    const before = await made.idea(id);
    const later = [
      head,
      first.replace('planned', 'declined').replace(',7,', ',700,'),
      '9,Fider new,,,,1,duplicate,,1',
    ];
    const { fresh, there } = await bring(later.join('\n'));
    assert.deepEqual([fresh, there], [1, 1]);
    const now = await made.idea(id);
    assert.deepEqual([now.status, now.ownBefore, now.votesBefore], ['building', 7, before.votesBefore + 1]);
  });
});

describe('a row that cannot come', () => {
  it('is told by the line where it begins, whatever empty lines and long cells stand before it', async () => {
    const text = [
      '\ufeffnumber;title;description;votes_count;status;original_number',
      'l1;"Two',
      'lines";"and',
      '',
      'four";1;open;',
      '',
      '',
      'l2;;nothing;1;open;',
      'l3;Odd;x;1;unheard of;',
      '',
      '"l4";"A',
      'b";"x";"many";open;',
      'l5;Gone;x;1;duplicate;l99',
    ].join('\r\n');
    const { fresh, problems } = await bring(text, true);
    assert.equal(fresh, 1);
    assert.deepEqual(
      problems.map(({ line, reason }) => `${line}: ${reason}`),
      [
        '8: It has no title.',
        '9: Nobody knows the status “unheard of”.',
        '11: “many” is no number of votes.',
        '13: What it was merged into is not in this table.',
      ],
    );
  });

  it('keeps no other row out: words that are no words, and a text that is too long, are told by their line', async () => {
    const head = 'number,title,description,votes_count,status,original_number';
    const text = [
      head,
      quoted(['w1', '\u0007\u200B\u2028', 'x', '1', 'open', '']),
      quoted(['w2', 'Too long a text', 'x'.repeat(40_000), '1', 'open', '']),
      quoted(['w3', 'Nobody is called', '@everybody @admin', '1', 'open', '']),
      quoted(['w4', 'Into what cannot come', '', '1', 'duplicate', 'w2']),
    ].join('\n');
    const dry = await bring(text, true);
    assert.deepEqual(
      dry.problems.map(({ line }) => line),
      [2, 3, 5],
    );
    assert.deepEqual({ ...(await bring(text)), isDryRun: true }, dry);
    assert.equal((await bring(text)).there, 1);
  });

  it('leaves nothing behind when another one fails in the middle', async () => {
    const before = await whole();
    const head = 'number,title,description,votes_count,status,original_number';
    const rows = Array.from({ length: 5 }, (_, n) => `m${n},Middle ${n},,1,open,`);
    await app.db.query(`alter table ideas add constraint test_wall check (title <> 'Middle 3') not valid`);
    await assert.rejects(bring([head, ...rows].join('\n')));
    await app.db.query('alter table ideas drop constraint test_wall');
    assert.equal(await whole(), before);
    assert.equal((await bring([head, ...rows].join('\n'))).fresh, 5, 'and comes afterwards');
  });

  it('may be in a circle, or in itself: it is told, and nothing turns for ever', async () => {
    const head = 'number,title,votes_count,status,original_number';
    const text = [
      head,
      'c1,A,1,duplicate,c2',
      'c2,B,1,duplicate,c1',
      'c3,C,1,duplicate,c3',
      'c4,D,1,duplicate,',
    ];
    const { fresh, problems } = await bring(text.join('\n'));
    assert.deepEqual([fresh, problems.map(({ line }) => line)], [0, [2, 3, 4, 5]]);
  });
});

describe('our own table', () => {
  it('holds no cell that a spreadsheet would run, whatever people wrote', async () => {
    const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', "'=", "''+"];
    for (const sign of signs)
      await made.propose(staff, {
        title: `${sign}cmd|' /C calc'!A0`,
        markdown: `${sign}1+1`,
        authorName: `${sign}SUM(A1)`,
      });
    const rows: string[][] = parse(await exportIdeas(app, staff.actor));
    for (const cell of rows.flat()) assert.ok(!/^[=+\-@＝＋－＠\t\r\n]/.test(cell), JSON.stringify(cell));
  });

  it('brings every word to another place as it was written, and says so once', async () => {
    const word = string({
      unit: constantFrom('=', '-', "'", '+', '@', '"', ',', ';', '\n', 'a', ' ', '＝', '\u202E', '💡'),
      maxLength: 8,
    });
    await check(
      asyncProperty(array(tuple(word, word), { minLength: 1, maxLength: 4 }), async (words) => {
        const ids: string[] = [];
        for (const [title, text] of words)
          ids.push((await made.propose(staff, { title: `${title}.`, markdown: text })).id);
        const table = moveable(await exportIdeas(app, staff.actor), ids);
        const { fresh, problems } = await bring(table.text);
        assert.deepEqual([fresh, problems], [ids.length, []]);
        assert.equal((await bring(table.text)).fresh, 0);
        for (const [n, id] of ids.entries()) {
          const [copy] = await app.db.query<{ title: string; markdown: string }>(
            'select title, markdown from ideas where key = $1',
            [`own:${table.ids[n]}`],
          );
          const { title, markdown } = await made.idea(id);
          assert.deepEqual(copy, { title, markdown });
        }
      }),
      { numRuns: 8 },
    );
  });

  it('carries what was merged, decided and counted: people who voted here are votes there', async () => {
    const [from, into] = [
      await made.propose(staff, { ownBefore: 3 }),
      await made.propose(staff, { ownBefore: 4 }),
    ];
    const voters = await made.members(3, 'carried');
    for (const one of voters) await vote(app, one, into.id, '');
    await vote(app, voters[0]!, from.id, '');
    await mergeIdeas(app, staff, from.id, into.id);
    await setStatus(app, staff, into.id, { status: 'planned', reason: 'Yes', quarter: '2027-Q3' });
    const table = moveable(await exportIdeas(app, staff.actor), [from.id, into.id]);
    assert.equal((await bring(table.text)).fresh, 2);
    const [copy] = await app.db.query<{ status: string; quarter: string; votes_before: number }>(
      'select status, quarter, votes_before from ideas where key = $1',
      [`own:${table.ids[1]}`],
    );
    assert.deepEqual(copy, { status: 'planned', quarter: '2027-Q3', votes_before: 10 });
    assert.deepEqual(await miscounted(app), []);
  });

  it('is for colleagues only', async () => {
    const member = await made.member('taker');
    const text = SHAPES.own.join('\n');
    for (const isDryRun of [true, false])
      await assert.rejects(
        importIdeas(app, member, { text, boardId: board.id, isDryRun }),
        refused('idea.may_not'),
      );
  });
});
