import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  assert as check,
  asyncProperty,
  constantFrom,
  oneof,
  property,
  string,
  uniqueArray,
} from 'fast-check';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { systemActor } from '#platform/app/index.ts';
import { editsBetween, editsFor, marked, partsOf, searchWords } from '#lib/typos/index.ts';
import { staffDoer } from '../doer.ts';
import { COMMUNITY, PAGE, pathOf, tagsOf } from '../domain.ts';
import { catchUp } from '../heard/catch-up.ts';
import { searchThreads } from '../search/find.ts';
import { acceptAnswer, react } from '../talk/answers.ts';
import { splitThread } from '../talk/merge.ts';
import { addPost, editPost } from '../talk/posts.ts';
import { changeThread, startThread } from '../talk/threads.ts';
import { ATTACKS } from '../testing/attacks.ts';
import { openStage } from '../testing/stage.ts';
import { readStrictly } from '../testing/strict-html.ts';
import { deletePost } from '../talk/removal.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const help = await stage.category('Help & <more>', { slug: 'help' });
const talk = await stage.category('Talk', { slug: 'talk' });
const [maya, bob] = [await stage.member('maya', 'Maya <b> & "Co"'), await stage.member('bob', 'Bob')];
const stranger = test.browser();
const site = 'http://localhost:3000';

let asked = 0;
async function now(path: string, headers = {}) {
  const answer = await stranger.get(`${path}${path.includes('?') ? '&' : '?'}n=${++asked}`, headers);
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  return { ...answer, text };
}

/** Structured data of a page, by its type. */
async function dataOf(path: string): Promise<Map<string, ReturnType<typeof JSON.parse>>> {
  const { data } = readStrictly((await now(path)).text);
  const all = data.filter((text) => text.trim() !== '').map((text) => JSON.parse(text));
  for (const one of all) assert.equal(one['@context'], 'https://schema.org');
  return new Map(all.map((one) => [one['@type'], one]));
}

describe('feeds', () => {
  it('say the same in three ways, whatever was written, and are well formed', async () => {
    const titles = ATTACKS.filter((text) => text.length < 120 && !/\p{C}/u.test(text)).filter(
      (_, i) => i % 16 === 0,
    );
    const category = await stage.category('Feeds', { slug: 'feeds', text: ']]> <![CDATA[ & \u{1f4e1}' });
    for (const title of titles)
      await startThread(app, staff, {
        categoryId: category.id,
        kind: 'discussion',
        title,
        markdown: `\`<a href="/help">\` and [here](/help) ]]> \u{fffe}\u{1f4e1}\n\n${title}`,
        tags: ['a b', 'größe'],
      });
    await stage.start(maya, category, { title: 'By a member' });
    const base = `${COMMUNITY}/c/feeds`;
    const [atom, rss, json] = await Promise.all(
      ['atom', 'rss', 'json'].map((kind) => now(`${base}/feed.${kind}`)),
    );
    for (const xml of [atom!.text, rss!.text]) readStrictly(xml);
    const textOf = (read: unknown) =>
      typeof read === 'object' && read !== null ? String((read as { value?: unknown }).value) : String(read);
    const { items } = parseJsonFeed(json!.text);
    const plain = titles.map((title) => title.replaceAll(/\s+/g, ' ').trim());
    assert.deepEqual(items!.map((item) => item.title).toSorted(), [...plain, 'By a member'].toSorted());
    const entries = parseAtomFeed(atom!.text).entries!;
    const rows = parseRssFeed(rss!.text).items!;
    assert.deepEqual([entries.length, rows.length], [items!.length, items!.length]);
    for (const [index, item] of items!.entries()) {
      assert.equal(textOf(entries[index]!.title), item.title);
      assert.equal(textOf(rows[index]!.title), item.title);
      assert.equal(entries[index]!.id, item.id);
      assert.equal(
        textOf(rows[index]!.description).trim(),
        item.content_html!.replaceAll('\u{fffe}', '').trim(),
      );
      const { tags, texts } = readStrictly(item.content_html!);
      const own = tags.filter(({ attributes }) => attributes.get('href') === `${site}/help`);
      if (item.title === 'By a member') continue;
      assert.ok(own.length >= 1, 'our addresses are whole ones');
      assert.ok(
        texts.some(({ text }) => text === '<a href="/help">'),
        'and what was only written stays as it was',
      );
    }
    assert.equal(items!.find(({ title }) => title === 'By a member')!.authors![0]!.name, 'Maya <b> & "Co"');
  });

  it('are sent again only when they changed, however a cache between us writes the tag', async () => {
    const { thread } = await stage.start(maya, talk, { title: 'Fed' });
    for (const path of [
      `${COMMUNITY}/t/${thread.id}/feed.rss`,
      `${COMMUNITY}/c/talk/feed.atom`,
      `${COMMUNITY}/feed.json`,
    ]) {
      const { headers, text } = await now(path);
      const etag = String(headers['etag']);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag}, "x"`, '*']) {
        const answer = await now(path, { 'if-none-match': known });
        assert.deepEqual([answer.status, answer.headers['etag']], [304, etag], known);
        assert.equal(
          (await stranger.get(path, { 'if-none-match': known })).status,
          304,
          `its copy: ${known}`,
        );
      }
      assert.equal((await now(path, { 'if-none-match': '"other"' })).text, text);
      await addPost(app, bob.doer, thread.id, { markdown: `More for ${path}`, replyTo: 1 });
      assert.equal((await now(path, { 'if-none-match': etag })).status, 200);
    }
    assert.equal((await now(`${COMMUNITY}/none`, { 'if-none-match': '*' })).status, 404);
  });
});

describe('structured data', () => {
  it('tells a question with its answers, and only what can be read', async () => {
    const { thread } = await stage.start(maya, help, { title: 'Which one?', markdown: 'This or **that**?' });
    const say = async (markdown: string) =>
      (await addPost(app, bob.doer, thread.id, { markdown, replyTo: 1 })).post;
    const [right, also, wrong] = [await say('That'), await say('This, too'), await say('Never')];
    for (const post of [right, also]) await acceptAnswer(app, maya.doer, post.id, true);
    await react(app, maya.doer, right.id, { kind: 'thanks', isOn: true });
    await editPost(app, bob.doer, also.id, { markdown: 'This as well', revision: 1 });
    await deletePost(app, staff, wrong.id, { isDeleted: true, reason: '' });
    await say('Perhaps');
    const data = await dataOf(pathOf(thread));
    const question = data.get('QAPage').mainEntity;
    const { name, text, answerCount, author, url } = question;
    assert.deepEqual(
      [name, text, answerCount, author.name, url],
      ['Which one?', 'This or that?', 3, 'Maya <b> & "Co"', `${site}${pathOf(thread, 1)}`],
    );
    const said = (some: { text: string }[]) => some.map((one) => one.text);
    assert.deepEqual(said(question.acceptedAnswer), ['That', 'This as well']);
    assert.deepEqual(said(question.suggestedAnswer), ['Perhaps']);
    assert.deepEqual(
      [question.acceptedAnswer[0].upvoteCount, question.acceptedAnswer[1].upvoteCount],
      [1, 0],
    );
    assert.equal(question.acceptedAnswer[0].dateModified, undefined);
    assert.ok(question.acceptedAnswer[1].dateModified > question.acceptedAnswer[1].datePublished);
    const items = data.get('BreadcrumbList').itemListElement;
    assert.deepEqual(
      items.map(({ position, name: at, item }: Record<string, unknown>) => [position, at, item]),
      [
        [1, 'Help & <more>', `${site}${COMMUNITY}/c/help`],
        [2, 'Which one?', `${site}${pathOf(thread)}`],
      ],
    );
    await changeThread(app, staff, thread.id, { kind: 'discussion' });
    const talkData = (await dataOf(pathOf(thread))).get('DiscussionForumPosting');
    assert.deepEqual(said(talkData.comment), ['That', 'This as well', 'Perhaps']);
    assert.deepEqual(
      talkData.interactionStatistic.map((one: { userInteractionCount: number }) => one.userInteractionCount),
      [0, 3],
    );
    assert.equal((await dataOf(COMMUNITY)).get('WebSite').url, `${site}${COMMUNITY}`);
  });
});

describe('a long thread', () => {
  it('shows every post once on its page, whatever was deleted or split off, and one address for each page', async () => {
    const { thread } = await stage.start(maya, talk, { title: 'Long' });
    await app.db.query(
      `insert into forum_posts (id, thread_id, number, author_name, markdown, html, is_waiting)
         select 'fpo_long' || n, $1, n, 'Ama', 'Part ' || n, '<p>Part ' || n || '</p>', false from generate_series(2, 200) n`,
      [thread.id],
    );
    await app.db.query('update forum_threads set posts = 200, last_number = 200, version = 2 where id = $1', [
      thread.id,
    ]);
    await deletePost(app, staff, 'fpo_long50', { isDeleted: true, reason: 'x' });
    await splitThread(app, staff, thread.id, { numbers: [20, 21, 199, 200], title: 'Off' });
    const read: number[] = [];
    const linked = new Set<string>();
    for (let page = 1; page <= 10; page++) {
      const path = `${pathOf(thread)}${page === 1 ? '' : `?page=${page}`}`;
      const { tags } = readStrictly((await now(path)).text);
      const value = (name: string, key: string, of: string) =>
        tags.filter((tag) => tag.name === name && tag.attributes.get(key) === of);
      assert.equal(value('link', 'rel', 'canonical')[0]!.attributes.get('href'), `${site}${path}`);
      assert.deepEqual(
        value('a', 'aria-current', 'page').map((tag) => tag.attributes.get('href')),
        [`${pathOf(thread)}?page=${page}`],
      );
      const numbers = tags
        .filter(({ name }) => name === 'article')
        .map(({ attributes }) => Number(attributes.get('id')!.slice(5)));
      assert.ok(numbers.every((number) => Math.ceil(number / PAGE) === page));
      read.push(...numbers);
      for (const { attributes } of tags) linked.add(attributes.get('href') ?? '');
    }
    const all = Array.from({ length: 200 }, (_, i) => i + 1).filter(
      (number) => ![20, 21, 199, 200].includes(number),
    );
    assert.deepEqual(read, all);
    for (const path of [...linked].filter((href) => href.startsWith(pathOf(thread))))
      assert.equal((await now(path.replace(/#.*/, ''))).status, 200, path);
    for (const page of [
      '0',
      '-1',
      '1.5',
      '11',
      '1e9',
      'NaN',
      'Infinity',
      '٣',
      '',
      '%00',
      '2&page=3',
      '__proto__',
      '9'.repeat(400),
    ])
      assert.equal((await now(`${pathOf(thread)}?page=${page}`)).status, 404, page);
  });

  it('is found on the same page by an address from before it was renamed', async () => {
    const { thread } = await stage.start(maya, talk, { title: 'Old name' });
    await app.db.query('update forum_threads set posts = 45, last_number = 45 where id = $1', [thread.id]);
    const renamed = await changeThread(app, maya.doer, thread.id, { title: 'New name' });
    for (const [given, page] of [
      ['?page=3', '?page=3'],
      ['?page=1', ''],
      ['?page=4', ''],
      ['?page=<x>', ''],
    ]) {
      const { status, headers } = await stranger.get(`${pathOf(thread)}${given}`);
      assert.deepEqual([status, headers['location']], [301, `${pathOf(renamed)}${page}`], given);
    }
  });
});

describe('search', () => {
  it('forgives what hands do, and nothing that would be another word', async () => {
    await startThread(app, staff, {
      categoryId: help.id,
      kind: 'discussion',
      title: 'Thermostat überhitzt',
      markdown: 'Nothing else',
      tags: [],
    });
    await catchUp(app);
    const titles = async (q: string) =>
      (await searchThreads(app, { memberId: null, isStaff: false }, { q, limit: 9 })).map(
        ({ thread }) => thread.title,
      );
    for (const q of [
      'thermostat',
      'THERMOSTAT',
      'themostat',
      'thermsotat',
      'htermostatt',
      'thermo',
      'uberhitzt',
      'überhizt',
      'thermostat\u0301',
    ])
      assert.deepEqual(await titles(q), ['Thermostat überhitzt'], q);
    for (const q of ['', '   ', 'thxrmxstxt', 'mostat', "'; quux zorkmid; --", '\\', '&|!():*<->', '\u0301'])
      assert.deepEqual(await titles(q), [], q);
  });

  it('offers beside a title only what shares a telling word, not one that is everywhere', async () => {
    for (let number = 0; number < 16; number++)
      await startThread(app, staff, {
        categoryId: help.id,
        kind: 'discussion',
        title: number === 0 ? 'Roaming with zorkwords' : `Other${number}thing with zorkwords`,
        markdown: 'And zorkwords',
        tags: [],
      });
    await catchUp(app);
    const titles = async (isLoose: boolean) =>
      (
        await searchThreads(
          app,
          { memberId: null, isStaff: false },
          { q: 'roaming zorkwords wanted', limit: 9, isLoose },
        )
      ).map(({ thread, words }) => [thread.title, words.includes('zorkwords')]);
    assert.deepEqual(await titles(true), [['Roaming with zorkwords', false]]);
    assert.equal((await titles(false)).length, 9, 'a search shows what there is');
  });

  it('finds by letters beyond the basic plane, and one long word of them stops nothing', async () => {
    const long = `a${'\u{10428}'.repeat(60)}`;
    const { thread } = await stage.start(bob, help, {
      title: 'Deseret',
      markdown: `${long} \u{10428}\u{10429}\u{1042a} \u{20000}`,
    });
    await catchUp(app);
    const [row] = await app.db.query<{ is: boolean }>('select bool_or(is_waiting) as is from forum_posts');
    assert.equal(row!.is, false, 'everything that waited was taken');
    for (const q of [long, '\u{10428}\u{10429}\u{1042a}', '\u{20000}']) {
      const { status, text } = await now(`${COMMUNITY}/search?q=${encodeURIComponent(q)}`);
      assert.equal(status, 200);
      assert.match(text, new RegExp(thread.id), q);
    }
  });

  it('and every other public address answer whatever is asked, and repeat it only as letters', async () => {
    const hostile = oneof(
      { weight: 3, arbitrary: constantFrom(...ATTACKS) },
      anyText({ maxLength: 400 }),
      constantFrom(
        '\u{1f4e1}'.repeat(150),
        `a${'\u{1f4e1}'.repeat(150)}`,
        '\0',
        '9'.repeat(300),
        '../../etc/passwd',
        '[object Object]',
      ),
    );
    const places = [
      'search?q=',
      'search?q=red&by=',
      'search?q=red&tag=',
      'search?q=red&category=',
      'suggest?q=',
      '?before=',
      'c/help?before=',
      'c/help?list=',
      'tags/',
      'c/',
      't/',
      'p/',
      'members/',
      'members/maya/posts?before=',
      'files/',
      't/x/',
    ];
    for (const place of places)
      assert.ok((await stranger.get(`${COMMUNITY}/${place}%00`)).status < 500, place);
    await check(
      asyncProperty(constantFrom(...places), hostile, async (place, text) => {
        const answer = await stranger.get(`${COMMUNITY}/${place}${encodeURIComponent(text.toWellFormed())}`);
        assert.ok(answer.status < 500, `${place} ${answer.status}`);
        if (String(answer.headers['content-type']).startsWith('text/html')) readStrictly(String(answer.body));
      }),
      { numRuns: 80 },
    );
  });

  it('keeps words of any letters findable: parts within the edits are shared, tags can be asked for again', () => {
    const words = anyText({ maxLength: 90 });
    check(
      property(words, uniqueArray(string({ unit: 'grapheme', maxLength: 8 })), (text, others) => {
        for (const word of searchWords(text)) {
          assert.ok(word.isWellFormed(), JSON.stringify(word));
          assert.deepEqual(searchWords(word), [word], 'a word is its own word');
          const near = word.slice(1);
          if (
            near.isWellFormed() &&
            editsFor(near) > 0 &&
            editsFor(word) > 0 &&
            editsBetween(word, near, 2) === 1
          )
            assert.ok(
              partsOf(word).some((part) => partsOf(near).includes(part)),
              word,
            );
        }
        for (const tag of tagsOf(text)) assert.deepEqual(tagsOf(tag), [tag], 'a tag is its own tag');
        assert.equal(
          marked(text, others)
            .map((piece) => piece.text)
            .join(''),
          text,
        );
      }),
      { numRuns: 300 },
    );
    assert.deepEqual(tagsOf(`${'a'.repeat(29)}\u{10428}`), ['a'.repeat(29)]);
    assert.deepEqual(tagsOf(`${'a'.repeat(29)} b`), ['a'.repeat(29)]);
  });
});
