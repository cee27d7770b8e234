import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { markdownOf } from './discourse.ts';
import { readFile } from './index.ts';

const refusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

describe('Discourse', () => {
  it('is read from the answers of its API, one on each line, and from the dump of its backup', () => {
    const api = [
      { category_list: { categories: [{ id: 5, name: 'Help', slug: 'help', read_restricted: false }] } },
      { id: 41, username: 'mia', email: 'mia@example.com' },
      {
        id: 77,
        title: 'Which bulb?',
        category_id: 5,
        tags: ['bulb', { id: 1, name: 'led' }],
        post_stream: {
          posts: [
            {
              user_id: 41,
              username: 'mia',
              post_number: 1,
              cooked: '<p>Which <b>one</b>?</p>',
              created_at: '2019-02-01',
            },
            {
              user_id: 42,
              username: 'zoe',
              post_number: 2,
              raw: 'E27',
              created_at: '2019-02-02',
              accepted_answer: true,
            },
            { user_id: 42, username: 'zoe', post_number: 3, raw: '', created_at: '2019-02-02', post_type: 3 },
          ],
        },
      },
    ];
    const read = readFile(api.map((each) => JSON.stringify(each)).join('\n'), '');
    const dump = readFile(
      [
        'COPY public.categories (id, name, slug, read_restricted) FROM stdin;',
        '5\tHelp\thelp\tf',
        '\\.',
        'COPY public.posts (id, user_id, topic_id, post_number, raw, created_at, deleted_at, hidden, post_type) FROM stdin;',
        '1\t41\t77\t1\tWhich one?\\nThe \\\\red\\\\?\t2019-02-01 10:00:00.5\t\\N\tf\t1',
        '2\t42\t77\t2\tE27\t2019-02-02 10:00:00\t\\N\tf\t1',
        '3\t42\t77\t3\tgone\t2019-02-02 10:00:00\t2019-02-03\tf\t1',
        '\\.',
        'COPY public.topics (id, title, category_id, archetype, closed, archived, deleted_at) FROM stdin;',
        '77\tWhich bulb?\t5\tregular\tf\tf\t\\N',
        '\\.',
        'COPY public.topic_custom_fields (id, topic_id, name, value) FROM stdin;',
        '1\t77\taccepted_answer_post_id\t2',
        '\\.',
        'COPY public.user_emails (id, user_id, email, "primary") FROM stdin;',
        '1\t41\tmia@example.com\tt',
        '\\.',
        'COPY public.users (id, username, name, created_at) FROM stdin;',
        '41\tmia\t\\N\t2018-01-01 00:00:00',
        '42\tzoe\t\\N\t2018-01-01 00:00:00',
        '\\.',
      ].join('\n'),
      '',
    );
    for (const found of [read, dump]) {
      const of = (kind: string) => found.rows.filter((row) => row.kind === kind);
      assert.deepEqual(
        [of('member').length, of('category').length, of('thread').length, of('post').length],
        [2, 1, 1, 2],
      );
      assert.match(JSON.stringify(of('member')), /mia@example\.com/);
      assert.match(JSON.stringify(of('post')[1]), /"isAccepted":true/);
    }
    assert.match(JSON.stringify(dump.rows), /Which one\?\\nThe \\\\red\\\\\?/);
  });

  it('that is none is refused as a whole, and a text of its own kind of Markdown becomes ours', () => {
    for (const text of [
      'topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at\na,b,c,d,e,1,1,u,2019',
      '{"hello": 1}',
      '[1, 2',
      'a,b\n1,2',
      'nothing at all',
      '"',
    ])
      assert.throws(() => readFile(text, ''), refusal('import.unread'), text);
    assert.equal(
      markdownOf('[quote="a, post:1"]x [quote]y[/quote][/quote]\n![cat|10x10](upload://abc.png)'),
      '> **a:**\n> x \n> > y\n\n\n*cat*',
    );
    const long = `${'[quote]'.repeat(20_000)}`;
    const begun = performance.now();
    markdownOf(long);
    assert.ok(performance.now() - begun < 2000, 'nobody waits for a text');
  });
});
