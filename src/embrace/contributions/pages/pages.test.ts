import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { sendForm } from '../../forum/testing/stage.ts';
import { pathOfEdit } from '../paths.ts';
import { openStage } from '../testing/stage.ts';

const stage = await openStage();
const { agent } = stage;
after(() => stage.close());
const BODY = '\nHold the button.\n\n<script>alert(1)</script>';
const { id, path } = await stage.article('Reset', BODY);
const form = pathOfEdit(id, 'en');
const writer = await stage.member('writer');
await stage.level(writer, 1);
const send = (fields: Record<string, string>, by = writer) =>
  sendForm(by, form, form, {
    title: 'Reset',
    body: 'Ten seconds.',
    reason: 'Why',
    version: '1',
    act: 'send',
    ...fields,
  });
const waiting = async () => (await agent.get('/api/v1/contributions/edits')).body.items;

describe('the page of a change', () => {
  it('is linked below the article, and sends strangers to sign in', async () => {
    const article = String((await stage.test.browser().get(path)).body);
    assert.match(article, new RegExp(`href="${form}">Suggest a change`));
    const stranger = await stage.test.browser().get(form);
    assert.equal(stranger.status, 303);
    assert.match(String(stranger.headers['location']), /sign-in/);
  });

  it('has the Markdown of the article, escaped, and no script', async () => {
    const { status, body } = await writer.get(form);
    assert.equal(status, 200);
    assert.match(String(body), /&#60;script&#62;alert/);
    assert.doesNotMatch(String(body), /<script>alert/);
  });

  it('shows a preview that is clean, and keeps what was written where something is wrong', async () => {
    const hostile = '**Bold** <img src=x onerror=alert(1)> [x](javascript:alert(1))';
    const shown = String((await send({ act: 'preview', body: hostile })).body);
    assert.match(shown, /<strong>Bold<\/strong>/);
    assert.doesNotMatch(shown, /<img src=x|href="javascript/);
    assert.match(shown, /<ins>/);
    const wrong = await send({ reason: ' ', body: 'Kept words' });
    assert.equal(wrong.status, 400);
    assert.match(String(wrong.body), /Kept words/);
    assert.match(String(wrong.body), /role="alert"/);
    assert.deepEqual(await waiting(), []);
  });

  it('takes the change once, also where the form is sent twice', async () => {
    const first = await send({});
    assert.equal(first.status, 303, String(first.body));
    assert.match(String(first.headers['location']), /done=sent/);
    const tab = String((await writer.get('/community/me/articles?done=sent')).body);
    assert.match(tab, /The team looks at it/);
    assert.match(tab, /waits for an answer/);
    const [edit] = await waiting();
    const back = { id: edit.id, act: 'withdraw' };
    assert.equal(
      (await sendForm(writer, '/community/me/articles', '/community/me/articles', back)).status,
      303,
    );
    assert.deepEqual(await waiting(), []);
  });

  it('shows both texts where the article changed while he wrote, and takes the joined one', async () => {
    const late = await stage.member('late');
    await stage.level(late, 1);
    const { written } = (await stage.manager.get(`/api/v1/knowledge/articles/${id}`)).body;
    const draft = { title: 'Reset', body: 'Somebody else wrote.', revision: written[0].draft.revision };
    await stage.manager.put(`/api/v1/knowledge/articles/${id}/texts/en/draft`, draft);
    await stage.publish(id);
    const answer = await send({ body: 'My words.' }, late);
    assert.equal(answer.status, 409);
    for (const words of ['My words.', 'Somebody else wrote.', 'The article was changed while you wrote'])
      assert.ok(String(answer.body).includes(words), words);
    assert.match(String(answer.body), /name="version" value="2"/);
    assert.equal((await send({ body: 'Both.', version: '2' }, late)).status, 303);
  });

  it('refuses forged forms, other articles and levels in words', async () => {
    const forged = await writer.post(form, new URLSearchParams({ act: 'send', proof: 'x' }).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(forged.status, 403);
    for (const other of [
      pathOfEdit('article_0123456789abcdefghjkmnpqrs', 'en'),
      pathOfEdit('x', 'en'),
      pathOfEdit(id, 'xx-yy-zz'),
    ])
      assert.equal((await writer.get(other)).status, 404, other);
    const newcomer = await stage.member('newcomer');
    const { status, body } = await newcomer.get(form);
    assert.equal(status, 403);
    assert.match(String(body), /level of trust/);
  });
});
