import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Parser } from 'htmlparser2';
import { markup } from '#lib/html/index.ts';
import { renderMarkdown } from '#lib/markdown/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { readCommunity, saveCommunity, signatureOf } from '#people/members/index.ts';
import { HOSTILE_TEXTS } from '../../../../test/helpers/hostile-texts.ts';
import { catchUp } from '../heard/catch-up.ts';
import { COMMUNITY, pathOf, tagsOf, titleOf, wordsOf } from '../domain.ts';
import { addPost, editPost } from '../talk/posts.ts';
import { FORUM_DIALECT, written } from '../talk/written.ts';
import { openStage, sendForm } from '../testing/stage.ts';
import { deletePost } from '../talk/removal.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const help = await stage.category('Help');
const [maya, bob] = [await stage.member('maya', 'Maya'), await stage.member('bob', 'Bob')];

/** What may run when a browser reads this: scripts, handlers, addresses that run, elements that load something. */
function dangersIn(html: string, isPage = false): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const isData = name === 'script' && attributes['type'] === 'application/ld+json';
      const isOurs = name === 'script' && attributes['src'] === `${COMMUNITY}/forum.js`;
      if (
        /^(?:script|iframe|object|embed|base|svg|math|style|template)$/.test(name) &&
        !(isPage && (isData || isOurs))
      )
        found.push(`<${name}>`);
      for (const [key, value] of Object.entries(attributes)) {
        if (/^on|^srcdoc$|^style$|^formaction$/.test(key)) found.push(`${name} ${key}`);
        // oxlint reads the scheme as a script of ours; it is what must not be there.
        const plain = [...value].filter((sign) => sign > ' ').join('');
        if (
          /^(?:href|src|action|data)$/.test(key) &&
          /^(?:javascript|data|vbscript|blob|jar|feed|view-source):/i.test(plain)
        )
          found.push(`${name} ${key}=${value}`);
      }
    },
  });
  parser.end(html);
  return found;
}

const read = async (path: string, by: { get(url: string): Promise<{ body: unknown }> } = test.browser()) =>
  String((await by.get(path)).body);

describe('hostile texts', () => {
  it('are many, and would run without the sanitiser', () => {
    assert.ok(HOSTILE_TEXTS.length >= 300, `${HOSTILE_TEXTS.length}`);
    assert.ok(HOSTILE_TEXTS.filter((text) => dangersIn(text).length > 0).length > 150);
  });

  it('run nothing as Markdown, alone or in each other', () => {
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      const next = HOSTILE_TEXTS[(index * 7 + 3) % HOSTILE_TEXTS.length]!;
      for (const whole of [
        text,
        `**${text}**`,
        `> ${text}`,
        `- ${text}\n  ${next}`,
        `${text}${next}`,
        `||${text}||`,
      ]) {
        const html = renderMarkdown(wordsOf(whole), FORUM_DIALECT, () => '/community/members/maya');
        assert.deepEqual(dangersIn(html), [], JSON.stringify(whole));
      }
    }
  });

  it('are letters in templates, titles and tags', () => {
    for (const text of HOSTILE_TEXTS) {
      assert.deepEqual(dangersIn(markup`<p title="${text}">${text}</p>`.text), [], text);
      assert.deepEqual(dangersIn(markup`<h1>${titleOf(text)}</h1>`.text), [], text);
      for (const tag of tagsOf(text)) assert.match(tag, /^[\p{L}\p{N}-]+$/u);
    }
  });

  it('run nothing on the pages that show them: thread, lists, search, history, feeds, forms', async () => {
    const all = HOSTILE_TEXTS.join('\n\n');
    const title = HOSTILE_TEXTS.find((text) => text.length < 100 && text.includes('<script'))!;
    const { thread } = await stage.start(maya, help, {
      title,
      markdown: all.slice(0, 16_000),
      tags: HOSTILE_TEXTS.slice(0, 5),
    });
    const { post } = await addPost(app, bob.doer, thread.id, { markdown: all.slice(-16_000), replyTo: 1 });
    await editPost(app, bob.doer, post.id, { markdown: `${all.slice(-15_000)} changed`, revision: 1 });
    const { post: gone } = await addPost(app, bob.doer, thread.id, { markdown: 'x', replyTo: 1 });
    await deletePost(app, bob.doer, gone.id, { isDeleted: true, reason: title });
    await catchUp(app);
    const q = encodeURIComponent(title);
    const paths = [
      COMMUNITY,
      pathOf(thread),
      `${COMMUNITY}/c/help`,
      `${COMMUNITY}/tags`,
      `${COMMUNITY}/search?q=${q}&by=${q}&tag=${q}`,
      `${COMMUNITY}/search?q=fire`,
      `${COMMUNITY}/members/maya/posts`,
      `${COMMUNITY}/p/${post.id}/history`,
    ];
    for (const path of paths) assert.deepEqual(dangersIn(await read(path), true), [], path);
    for (const path of [
      pathOf(thread),
      `${COMMUNITY}/t/${thread.id}/reply?to=1&quote=1`,
      `${COMMUNITY}/t/${thread.id}/settings`,
    ])
      assert.deepEqual(dangersIn(await read(path, maya), true), [], path);
    const preview = await sendForm(bob, `${COMMUNITY}/new`, `${COMMUNITY}/new`, {
      act: 'preview',
      title,
      tags: title,
      markdown: all.slice(0, 30_000),
      category: title,
    });
    assert.equal(preview.status, 200);
    assert.deepEqual(dangersIn(String(preview.body), true), []);
    const feed = await read(`${COMMUNITY}/t/${thread.id}/feed.atom`);
    assert.doesNotMatch(feed, /<script|<img/);
  });

  it('are letters in signatures, which stand below posts by the rule of today', async () => {
    const [carl, dora] = [await stage.member('carl'), await stage.member('dora')];
    const { thread } = await stage.start(carl, help, { title: 'Who signs what' });
    await addPost(app, dora.doer, thread.id, { markdown: 'Me', replyTo: 1 });
    const settings = await readCommunity(app);
    const ends = async (signature: string) => {
      await app.db.query('update members set signature = $2 where id = $1', [carl.member.id, signature]);
      const html = String(signatureOf({ signature }, { length: 500, links: true })?.text);
      assert.deepEqual(dangersIn(html), [], signature);
      return html;
    };
    for (const text of HOSTILE_TEXTS) await ends(text.slice(0, 200));
    assert.match(
      await ends('Carl (https://my.example/a?b=1&c="><b>), Fjord\nhttps://two.example.'),
      /Carl \(<a rel="nofollow ugc noopener" href="https:\/\/my\.example\/a\?b=1&#38;c=">[^<]*<\/a>[^<]*\n<a [^>]*>https:\/\/two\.example<\/a>\.<\/p>/,
    );
    const shown = async () => {
      for (const reader of [test.browser(), dora]) {
        const html = await read(pathOf(thread), reader);
        assert.deepEqual(dangersIn(html, true), []);
        const found = [...html.matchAll(/id="post-(\d)"[^]*?<\/article>/g)].map(([post, number]) => [
          number,
          /class="signature[^>]*>([^]*?)<\/p>/.exec(post)?.[1],
        ]);
        if (reader === dora) return found;
      }
    };
    for (const [links, length, is] of [
      [true, 200, true],
      [false, 200, false],
      [true, 10, false],
    ] as const) {
      await saveCommunity(app, systemActor, { ...settings, signature: { length, links } });
      // Anything seen in the thread makes its parts anew.
      await addPost(app, dora.doer, thread.id, { markdown: `Again ${links} ${length}`, replyTo: 1 });
      const [first, second] = (await shown())!;
      assert.equal(first![1]?.startsWith('Carl') ?? false, is, `${links} ${length}`);
      assert.equal(second![1], undefined, 'Dora has none');
    }
    await saveCommunity(app, systemActor, settings);
  });

  it('are met by a policy that runs no script of theirs, should the sanitiser fail', async () => {
    const { headers } = await test.browser().get(COMMUNITY);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|script-src [^;]*(?:\*|'self'|data:)/);
    const own = await maya.get(`${COMMUNITY}/new`);
    assert.match(
      String(own.headers['content-security-policy']),
      /script-src http:\/\/localhost:3000\/community\/forum\.js;/,
    );
  });

  it('are kept as they were written', async () => {
    for (const text of HOSTILE_TEXTS.slice(0, 40)) {
      const kept = wordsOf(text);
      if (kept === '') continue;
      assert.equal((await written(app, text)).markdown, kept);
    }
  });
});
