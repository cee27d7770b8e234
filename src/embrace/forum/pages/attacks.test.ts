import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { cleanAgain, renderMarkdown } from '#lib/markdown/index.ts';
import { HOSTILE_TEXTS } from '../../../../test/helpers/hostile-texts.ts';
import { COMMUNITY, LONGEST_TITLE, PAGE, pathOf, tagsOf, titleOf, wordsOf } from '../domain.ts';
import { catchUp } from '../heard/catch-up.ts';
import { marked } from '#lib/typos/index.ts';
import { addPost } from '../talk/posts.ts';
import { FORUM_DIALECT } from '../talk/written.ts';
import { ATTACKS } from '../testing/attacks.ts';
import { openStage, sendForm, type Signed } from '../testing/stage.ts';
import { dangersOf, readStrictly, type Strict } from '../testing/strict-html.ts';
import { deletePost } from '../talk/removal.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const help = await stage.category('"><script>boom()</script>', {
  slug: 'help',
  text: '</p><img src=x onerror=boom()>',
});
const maya = await stage.member('maya', '"><svg onload=boom()>');
const stranger = test.browser();

const rendered = (text: string) =>
  renderMarkdown(wordsOf(text), FORUM_DIALECT, () => '/community/members/maya');

const wordsIn = ({ texts }: Strict) => texts.map(({ text }) => text).join('');

/** The page as a strict reader sees it, with nothing in it that runs. */
async function safe(path: string, by: { get: Signed['get'] } = stranger, status = 200) {
  const answer = await by.get(path);
  assert.equal(answer.status, status, path);
  const page = readStrictly(String(answer.body));
  assert.deepEqual(dangersOf(page), [], path);
  return page;
}

/** Threads with these titles and posts with these bodies, put past every check into the tables. */
async function enterRows(id: string, posts: readonly string[], titles: readonly string[] = []) {
  await app.db.query(
    `insert into forum_posts (id, thread_id, number, author_name, markdown, html, is_waiting)
       select format('fpo_%s%s', $1::text, lpad(n::text, 6, '0')), $1, n + 1, '<u onclick=boom()>Ama', html, html, false from unnest($2::text[]) with ordinality as p (html, n)`,
    [id, posts],
  );
  await app.db.query(
    'update forum_threads set posts = 1 + $2, last_number = 1 + $2, version = version + 1 where id = $1',
    [id, posts.length],
  );
  await app.db.query(
    `insert into forum_threads (id, category_id, kind, title, slug, author_name, last_author_name, posts, last_number)
       select format('thr_x%s', lpad(n::text, 5, '0')), $1, 'question', title, 'x', title, title, 1, 1 from unnest($2::text[]) with ordinality as t (title, n)`,
    [help.id, titles],
  );
}

const titles = [...new Set(ATTACKS.map(titleOf))].filter((title) => title.length <= LONGEST_TITLE);

describe('attacks of our own', () => {
  it('are more than three hundred, and others than those that are known', () => {
    assert.ok(new Set(ATTACKS).size >= 400);
    assert.ok(!ATTACKS.some((text) => HOSTILE_TEXTS.includes(text)));
    const stopped = ATTACKS.filter((text) => {
      try {
        return dangersOf(readStrictly(text)).length > 0;
      } catch {
        return true;
      }
    });
    assert.ok(stopped.length > 400, 'they would be found where nothing cleaned them');
  });

  it('come out of the sanitiser as plain markup that no two parsers read differently, and stay so', () => {
    for (const text of ATTACKS)
      for (const whole of [`x ${text} y`, `* ${text}\n\n> ${text}`, `| a |\n|-|\n| ${text} |`]) {
        const html = rendered(whole);
        const page = readStrictly(html);
        assert.deepEqual(dangersOf(page), [], whole);
        const again = readStrictly(cleanAgain(html, FORUM_DIALECT));
        assert.equal(wordsIn(again), wordsIn(page), `cleaned twice it says the same: ${whole}`);
        for (const { name, attributes } of page.tags) {
          assert.ok(!['input', 'form', 'button', 'link', 'meta', 'title', 'script'].includes(name), whole);
          assert.ok(
            !attributes.has('id') && !attributes.has('name'),
            `nothing of the page is named: ${whole}`,
          );
          if (name === 'img') assert.match(attributes.get('src')!, /^\/community\/files\/file_1$/);
          const isCall = attributes.get('class') === 'mention';
          if (name === 'a' && isCall)
            assert.match(attributes.get('href') ?? '/community/', /^\/community\//, whole);
          if (name === 'a' && !isCall) assert.equal(attributes.get('rel'), 'nofollow ugc noopener', whole);
        }
      }
  });

  it('are only letters as posts, and as posts that came past the first wall', async () => {
    for (const [title, posts] of [
      ['Cleaned', ATTACKS.map(rendered)],
      ['Not cleaned', ATTACKS.map((text) => text.replaceAll('\0', ''))],
    ] as const) {
      const { thread } = await stage.start(maya, help, { title, markdown: `First of ${title}` });
      await enterRows(thread.id, posts);
      for (let page = 1; page <= Math.ceil((posts.length + 1) / PAGE); page++) {
        const path = `${pathOf(thread)}?page=${page}`;
        const { tags } = await safe(path, page % 8 === 0 ? maya : stranger);
        const standing = tags.filter(({ name }) => name === 'article').length;
        assert.equal(
          standing,
          Math.min(PAGE, posts.length + 1 - (page - 1) * PAGE),
          `none broke out: ${path}`,
        );
        assert.equal(tags.filter(({ name }) => name === 'main').length, 1);
      }
      const { tags } = readStrictly(
        String((await stranger.get(`${COMMUNITY}/t/${thread.id}/feed.atom`)).body),
      );
      assert.equal(tags.filter(({ name }) => name === 'entry').length, 40);
    }
  });

  it('are only letters as titles and names in lists, page after page', async () => {
    const { thread } = await stage.start(maya, help, { title: 'With titles' });
    await enterRows(thread.id, [], titles);
    const shown: string[] = [];
    for (let path: string | undefined = `${COMMUNITY}/c/help`; path;) {
      const { tags, texts } = await safe(path);
      shown.push(...texts.filter(({ within }) => within === 'a').map(({ text }) => text));
      path = tags.find(({ attributes }) => attributes.get('rel') === 'next')?.attributes.get('href');
    }
    for (const title of titles) assert.ok(shown.includes(title), `as it was written: ${title}`);
  });

  it('are only letters where a title stands in a page’s head, its data and its feeds', async () => {
    for (let at = 0; at < titles.length; at += 11) {
      const title = titles[at]!;
      const path = `${COMMUNITY}/t/thr_x${String(at + 1).padStart(5, '0')}/x`;
      const { tags, texts, data } = await safe(path);
      const meta = (property: string) =>
        tags.find(({ attributes }) => attributes.get('property') === property)?.attributes.get('content');
      assert.equal(meta('og:title'), title);
      assert.equal(texts.find(({ within }) => within === 'title')?.text, `${title} – Lumora community`);
      assert.equal(JSON.parse(data.at(-1)!).itemListElement[1].name, title);
    }
  });

  it('are only letters as tags, words that are looked for, filters and places in lists', async () => {
    for (const [index, text] of ATTACKS.entries()) {
      for (const tag of tagsOf(text)) assert.match(tag, /^[\p{L}\p{N}\p{M}-]+$/u);
      const pieces = marked(text, ['boom', 'script', 'onerror']);
      assert.equal(
        pieces.map((piece) => piece.text).join(''),
        text,
        'marking takes nothing and adds nothing',
      );
      if (index % 9 !== 0) continue;
      const asked = encodeURIComponent(text);
      const { texts, tags } = await safe(
        `${COMMUNITY}/search?q=${asked}&by=${asked}&tag=${asked}&category=${asked}`,
      );
      const field = tags
        .find(({ attributes }) => attributes.get('type') === 'search')
        ?.attributes.get('value');
      assert.equal(
        field?.replaceAll(/\s+/g, ' '),
        text
          .replaceAll(/\p{Cc}/gu, ' ')
          .trim()
          .replaceAll(/\s+/g, ' '),
      );
      assert.equal(texts.filter(({ within }) => within === 'mark').length, 0);
    }
  });

  it('are only letters in excerpts with marks, in suggestions, reasons, histories and forms', async () => {
    const some = ATTACKS.filter((_, index) => index % 60 === 0);
    const { thread } = await stage.start(maya, help, {
      title: '<mark onclick=boom()>needle</mark>',
      markdown: `needle \`${some.join(' ').replaceAll('`', '')}\``,
      tags: some.slice(0, 5),
    });
    const { post } = await addPost(app, maya.doer, thread.id, { markdown: some.join('\n\n'), replyTo: 1 });
    await deletePost(app, maya.doer, post.id, { isDeleted: true, reason: some.join(' ').slice(0, 500) });
    await catchUp(app);
    const { texts } = await safe(`${COMMUNITY}/search?q=needel`);
    assert.deepEqual(
      texts.filter(({ within }) => within === 'mark').map(({ text }) => text),
      ['needle', 'needle'],
    );
    const { body } = await stranger.get(`${COMMUNITY}/suggest?q=needle`);
    assert.equal(body.items[0].title, '<mark onclick=boom()>needle</mark>');
    for (const path of [COMMUNITY, `${COMMUNITY}/tags`, pathOf(thread), `${COMMUNITY}/members/maya/posts`])
      await safe(path);
    const [first] = await app.db.query<{ id: string }>(
      'select id from forum_posts where thread_id = $1 and number = 1',
      [thread.id],
    );
    await safe(`${COMMUNITY}/p/${first!.id}/history`);
    for (const path of [
      `${COMMUNITY}/t/${thread.id}/reply?to=1&quote=1`,
      `${COMMUNITY}/t/${thread.id}/settings`,
      `${COMMUNITY}/p/${first!.id}/edit`,
    ])
      await safe(path, maya);
    for (const text of some) {
      const fields = { act: 'preview', title: text, tags: text, markdown: text, category: text, form: text };
      const preview = await sendForm(maya, `${COMMUNITY}/new`, `${COMMUNITY}/new`, fields);
      const page = readStrictly(String(preview.body));
      assert.deepEqual(dangersOf(page), [], text);
      const kept = page.texts.find(({ within }) => within === 'textarea')?.text ?? '';
      assert.equal(kept.trim(), text.replaceAll('\f', '').trim(), 'what was written is kept');
    }
  });
});
