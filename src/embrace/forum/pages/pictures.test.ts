import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { sniffType, stripImage } from '#lib/images/index.ts';
import { png } from '../../../lib/images/testing/png.ts';
import { pathOf } from '../domain.ts';
import { takeFile } from '../own/files.ts';
import { addPost } from '../talk/posts.ts';
import { openStage } from '../testing/stage.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const help = await stage.category('Help');
const inner = await stage.category('Inner', { whoReads: 'members' });
const maya = await stage.member('maya', 'Maya');
const stranger = test.browser();
const BIG = png(2000, 1000);

/** A post with the picture; where it is served. */
async function post(category = help, bytes = BIG) {
  const { thread } = await stage.start(maya, category);
  const markdown = await takeFile(app, maya.doer, { name: 'lamp.png', bytes });
  await addPost(app, maya.doer, thread.id, { markdown, replyTo: null });
  return { thread, path: /\((\/community\/files\/[^)]+)\)/.exec(markdown)![1]! };
}
async function get(path: string) {
  const { statusCode, headers, rawPayload } = await test.server.inject({ method: 'GET', url: path });
  const picture = stripImage(sniffType(rawPayload).mediaType, rawPayload);
  return { status: statusCode, headers, bytes: rawPayload, edges: [picture?.width, picture?.height] };
}

describe('a picture in a post', () => {
  it('is as wide as a page or small, whatever the address asks for; nobody gets what was sent', async () => {
    const { thread, path } = await post();
    assert.ok(String((await stranger.get(pathOf(thread))).body).includes(`<img src="${path}"`));
    const page = await get(path);
    assert.deepEqual(
      [page.status, page.headers['content-type'], page.edges],
      [200, 'image/webp', [1600, 800]],
    );
    assert.match(String(page.headers['content-security-policy']), /sandbox/);
    assert.deepEqual((await get(`${path}?size=small`)).edges, [480, 240]);
    for (const asked of ['original', 'small&size=page', '', '99999', '%00'])
      assert.deepEqual((await get(`${path}?size=${asked}`)).edges, [1600, 800], asked);
    const file = path.split('/').at(-1)!;
    assert.equal((await get(`/api/v1/files/${file}`)).status, 401);
  });

  it('of a category of members is for members only, in every size', async () => {
    const { path } = await post(inner);
    for (const size of ['', '?size=small']) {
      assert.equal((await get(path + size)).status, 404);
      const own = await maya.get(path + size);
      assert.equal(own.status, 200);
      assert.match(String(own.headers['cache-control']), /private/);
    }
  });

  it('is refused with its reason where nobody could show it, and the text is kept', async () => {
    const { thread } = await stage.start(maya, help);
    const reply = `/community/t/${thread.id}/reply`;
    const html = String((await maya.get(reply)).body);
    const proof = /name="proof" value="([^"]+)"/.exec(html)![1]!;
    const form = new FormData();
    for (const [name, value] of Object.entries({ proof, form: 'f1', act: 'post', markdown: 'Look at this' }))
      form.set(name, value);
    form.set('file', new Blob([Buffer.from(png(60_000, 60_000, 1))]), 'bomb.png');
    const request = new Request('http://x', { method: 'POST', body: form });
    const body = Buffer.from(await request.arrayBuffer());
    const answer = await maya.post(reply, body, { 'content-type': request.headers.get('content-type')! });
    assert.equal(answer.status, 422);
    assert.match(String(answer.body), /60000 × 60000 pixels/);
    assert.match(String(answer.body), /Look at this/);
  });
});
