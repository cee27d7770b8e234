import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { AppError } from '#platform/errors/index.ts';
import { cut, oldPaths, originOf, pathIn, type Row } from '../domain.ts';
import { csv } from '../testing/table.ts';
import { markdownOf } from './discourse.ts';
import { readFile } from './index.ts';

/** A failure of fast-check tells its seed and the smallest case. */
const RUNS = { numRuns: 60 };

const ofKind = (rows: readonly Row[], kind: Row['kind']) => rows.filter((row) => row.kind === kind);
const unlessRefused = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof AppError && error.code === 'import.unread', String(error));
    return undefined;
  }
};
const isKept = (value: unknown): boolean => {
  const text = JSON.stringify(value);
  return !/\\u0000|\\ud[89a-f]/i.test(text);
};

describe('a table', () => {
  const words = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => /\S/.test(text));
  const name = fc.constantFrom(
    'ana',
    'Bo',
    'ÇELİK',
    '李',
    'a,b',
    '"q"',
    "o'n",
    '=1+1',
    '<b>x</b>',
    '\u202eabc',
  );
  const authorOf = (given: string) => cut(given.trim().toLowerCase(), 200);

  it('of posts gives each line once, as a row or as a problem, with the words that stood in it', () => {
    const line = fc.record({
      thread: fc.constantFrom('1', '2', 'A-b', ''),
      author: fc.oneof(name, fc.constant('')),
      text: fc.oneof(words, fc.constant('')),
      at: fc.constantFrom('2017-01-01', '2018-05-05 10:00', 'never', ''),
      replyTo: fc.constantFrom('', '1', '2.5', 'x'),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const table = csv(
          'thread,author,text,created_at,reply_to',
          ...lines.map(({ thread, author, text, at, replyTo }) => [thread, author, text, at, replyTo]),
        );
        const { rows, problems, shape } = readFile(table, '');
        assert.equal(shape, 'posts');
        // The reference: what documentation says of a line.
        const good = lines.filter(
          ({ thread, author, text, at, replyTo }) =>
            thread !== '' &&
            author.trim() !== '' &&
            text.trim() !== '' &&
            at.startsWith('20') &&
            (replyTo === '' || replyTo === '1'),
        );
        assert.deepEqual(
          rows.map((row) =>
            row.kind === 'post' ? [row.thread, row.data.author, row.data.markdown] : row.kind,
          ),
          good.map(({ thread, author, text }) => [
            thread.toLowerCase(),
            authorOf(author),
            text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').trim(),
          ]),
        );
        assert.equal(rows.length + problems.length, lines.length);
        assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length, 'no key is there twice');
      }),
      RUNS,
    );
  });

  it('says the same whatever parts its cells, in which order its columns stand, and how they are written', () => {
    const rows = [
      {
        id: '7',
        username: 'ana',
        name: 'Ana; the, first',
        email: 'ana@example.com',
        created_at: '2015-03-01',
      },
      { id: '8', username: 'bo', name: 'Bo\t"B"', email: '', created_at: '' },
    ] as const;
    const columns = ['id', 'username', 'name', 'email', 'created_at'] as const;
    const plain = readFile(
      csv(columns.join(','), ...rows.map((row) => columns.map((column) => row[column]))),
      '',
    );
    const written = fc.constantFrom(
      (column: string) => column,
      (column: string) => column.toUpperCase(),
      (column: string) => ` ${column.replace('_', ' ')} `,
      (column: string) => column.replace('created_at', 'createdAt'),
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...columns], { minLength: columns.length }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\ufeff'),
        written,
        (order, parted, ended, mark, look) => {
          const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
          const text = [
            order.map((column) => quote(look(column))).join(parted),
            ...rows.map((row) => order.map((column) => quote(row[column])).join(parted)),
          ].join(ended);
          assert.deepEqual(readFile(`${mark}${text}`, ''), plain);
        },
      ),
      RUNS,
    );
  });

  it('has a thread with its first words, or says at its line what is missing', () => {
    const line = fc.record({
      title: fc.constantFrom('Lamp', ''),
      kind: fc.constantFrom('', 'question', 'discussion', 'QUESTION', 'poll'),
      author: fc.constantFrom('1', ''),
      text: fc.constantFrom('Words', ''),
      at: fc.constantFrom('2017-01-01', '01/02/2017'),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), (lines) => {
        const table = csv(
          'id,title,category,kind,author,text,created_at',
          ...lines.map(({ title, kind, author, text, at }, index) => [
            `${index}`,
            title,
            'c',
            kind,
            author,
            text,
            at,
          ]),
        );
        const { rows, problems } = readFile(table, '');
        const named = lines.filter(
          ({ title, kind }) => title !== '' && ['', 'question', 'discussion'].includes(kind),
        );
        const opened = named.filter(
          ({ author, text, at }) => author !== '' && text !== '' && at === '2017-01-01',
        );
        assert.deepEqual(
          [ofKind(rows, 'thread').length, ofKind(rows, 'post').length, problems.length],
          [named.length, opened.length, lines.length - opened.length],
        );
        for (const { line: at } of problems) assert.ok(at >= 2 && at <= lines.length + 1, `line ${at}`);
      }),
      RUNS,
    );
  });

  it('may have cells of any length with any sign: nothing that comes of it, reasons included, breaks a sign in two', () => {
    const long = (before: number) => `${'x'.repeat(before)}${'😀'.repeat(200)}`;
    for (const before of [38, 39, 78, 79, 198, 199]) {
      const given = long(before);
      for (const table of [
        csv('id,username,email', [given, given, `${given} no address`]),
        csv('id,username', [given, given]),
        csv('thread,author,text,created_at,reply_to', [given, given, given, '2017-01-01', given]),
        csv('thread,author,text,created_at', [given, given, given, '2017-01-01']),
        csv('id,title,category,author,text,created_at,kind', [
          given,
          given,
          given,
          given,
          given,
          '2017-01-01',
          given,
        ]),
        csv('id,name', [given, given]),
      ])
        assert.ok(isKept(readFile(table, '')), `${before} ${table.slice(0, 40)}`);
    }
  });
});

describe('JSON of Discourse', () => {
  const user = (more: object) => ({ id: 1, username: 'ana', ...more });
  const topic = (posts: readonly object[], more: object = {}) => ({
    id: 9,
    title: 'Lamp',
    category_id: 5,
    post_stream: { posts },
    ...more,
  });
  const post = (more: object) => ({
    user_id: 1,
    post_number: 1,
    raw: 'Hi',
    created_at: '2019-01-01',
    ...more,
  });

  it('with signs that no text can be kept with, or numbers that are none, says so and keeps the rest', () => {
    const broken = 'a\\u0000b\\ud800c';
    const text = JSON.stringify([
      user({ username: 'MARK', name: 'MARK', bio_raw: 'MARK' }),
      user({ id: 1e300 }),
      user({ id: 1.5 }),
      user({ id: 2, username: '  ' }),
      {
        category_list: {
          categories: [
            { id: 5, name: 'MARK' },
            { id: 6, name: ' \n' },
            { id: 0.1, name: 'x' },
          ],
        },
      },
      topic([
        post({ raw: 'MARK' }),
        post({ post_number: 2 ** 40 }),
        post({ post_number: 0 }),
        post({ post_number: 2, created_at: `${'x'.repeat(39)}😀` }),
        post({ post_number: 3, user_id: null }),
        post({ post_number: 4, hidden: true }),
      ]),
      topic([post({})], { id: Number.MAX_VALUE }),
    ]).replaceAll('MARK', broken);
    const found = readFile(text, '');
    assert.ok(isKept(found), 'the database takes every sign of it');
    assert.deepEqual(
      found.rows.map(({ kind, key }) => `${kind} ${key}`),
      ['member 1', 'category 5', 'thread 9', 'post 9/1'],
    );
    assert.match(JSON.stringify(found.rows), /"ab\ufffdc"/);
    assert.equal(found.problems.length, 12);
  });

  it('of any shape is read or refused as a whole, and never anything else', () => {
    const deep = fc.jsonValue({ maxDepth: 3 });
    const near = fc.record(
      {
        id: fc.oneof(fc.integer(), fc.double(), deep),
        username: fc.oneof(fc.string(), deep),
        topics: fc.array(deep, { maxLength: 3 }),
        users: fc.array(fc.record({ id: fc.double(), username: fc.string() }), { maxLength: 3 }),
        title: fc.string(),
        category_id: fc.oneof(fc.integer(), fc.constant(null)),
        posts: fc.array(deep, { maxLength: 3 }),
        post_stream: fc.record({
          posts: fc.array(
            fc.oneof(
              deep,
              fc.record({ post_number: fc.double(), created_at: fc.string(), user_id: fc.double() }),
            ),
            { maxLength: 3 },
          ),
        }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(near, deep), { maxLength: 4 }), (values) => {
        const found = unlessRefused(() => readFile(JSON.stringify(values), '/old'));
        assert.ok(isKept(found ?? null));
        for (const row of found?.rows ?? []) {
          assert.doesNotMatch(row.key, /NaN|Infinity|null|undefined/);
          if (row.kind === 'post') assert.ok(Number.isInteger(row.number) && row.number >= 1);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a dump', () => {
  const escaped = (text: string) =>
    text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');

  it('says what stood in the database, sign by sign, and survives lines that are cut or no numbers', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
          .filter((text) => /^\S(?:[^]*\S)?$/.test(text)),
        (raw) => {
          const given = raw.replaceAll('\0', '');
          fc.pre(given.trim() === given && given !== '' && !given.includes('['));
          const { rows, problems } = readFile(
            [
              'COPY public.topics (id, title, category_id, archetype, deleted_at) FROM stdin;',
              `7\t${escaped(given)}\t5\tregular\t\\N`,
              'x\tBroken\t5\tregular\t\\N',
              '8',
              '\\.',
              'COPY public.posts (id, user_id, topic_id, post_number, raw, created_at, deleted_at) FROM stdin;',
              `1\t41\t7\t1\t${escaped(given)}\t2019-02-01 10:00:00\t\\N`,
              '2\tnobody\t7\t2\tx\t2019-02-01 10:00:00\t\\N',
              '3\t41\t7\tsecond\tx\t2019-02-01 10:00:00\t\\N',
              '4\t41\t7\t99999999999\tx\t2019-02-01 10:00:00\t\\N',
              '\\.',
              'COPY public.users (id, username) FROM stdin;',
              'NaN\tghost',
              '42\t',
            ].join('\n'),
            '',
          );
          const [thread, ...threads] = ofKind(rows, 'thread');
          const [post, ...posts] = ofKind(rows, 'post');
          assert.equal(thread?.kind === 'thread' && thread.data.title, given);
          assert.equal(post?.kind === 'post' && post.data.markdown, markdownOf(given));
          assert.deepEqual([threads, posts, ofKind(rows, 'member')], [[], [], []]);
          assert.ok(problems.length >= 5, JSON.stringify(problems));
        },
      ),
      RUNS,
    );
  });
});

describe('an old address', () => {
  it('has no host and no other scheme, and leads by whatever words Discourse put into it', () => {
    assert.equal(pathIn('https://a.example/t/x/1/?page=2'), '/t/x/1?page=2');
    for (const given of [
      'javascript:boom()',
      'data:text/html,x',
      'mailto:a@b.c',
      'https://a.example/',
      '',
      '#x',
    ])
      assert.equal(pathIn(given), null, given);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (given) => {
        const path = pathIn(given);
        assert.ok(path === null || path.startsWith('/'), path ?? '');
        for (const each of oldPaths(`/${given}`)) assert.equal(typeof each, 'string');
      }),
      RUNS,
    );
    assert.deepEqual(oldPaths('/t/t/5/1').slice(1), ['/t/t/-/5/1', '/t/t/-/5', '/t/-/5/1', '/t/-/5']);
    assert.deepEqual(oldPaths('/t/123/4').slice(1), ['/t/-/123/4', '/t/-/123'], 'digits are no words');
    // Discourse gives nobody words of digits only: they would be a number.
    const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
    fc.assert(
      fc.property(
        fc.constantFrom('', '/forum'),
        slug,
        fc.nat(),
        fc.integer({ min: 1, max: 999 }),
        (root, words, id, n) => {
          assert.ok(oldPaths(`${root}/t/${words}/${id}/${n}/`).includes(`${root}/t/-/${id}/${n}`));
          assert.ok(oldPaths(`${root}/t/${words}/${id}?u=ana`).includes(`${root}/t/-/${id}`));
          assert.ok(oldPaths(`${root}/t/${id}`).includes(`${root}/t/-/${id}`));
        },
      ),
      RUNS,
    );
    const long = `/t/${'a/'.repeat(240)}`;
    assert.ok(oldPaths(long).length <= 6);
  });

  it('is of one place, however the place is written', () => {
    for (const given of [
      'https://Forum.Example.com',
      ' https://forum.example.com/ ',
      'HTTPS://forum.example.com//?a#b',
    ])
      assert.equal(originOf(given), 'https://forum.example.com');
  });
});
