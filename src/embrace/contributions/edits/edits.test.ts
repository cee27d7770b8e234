import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { erasedMeanwhile } from '../../../people/members/testing/erased-meanwhile.ts';
import type { Signed } from '../../forum/testing/stage.ts';
import { refused, through } from '../../forum/testing/talkers.ts';
import { contributionBelongings } from '../belongings.ts';
import { openStage } from '../testing/stage.ts';
import { saveEditSettings } from './settings.ts';
import { type EditInput, suggestEdit } from './propose.ts';
import { takeEdit } from './decide.ts';

const stage = await openStage();
const { app, agent, manager } = stage;
after(() => stage.close());
const api = '/api/v1/contributions/edits';
const BODY = 'Hold the button for five seconds. See https://acme.example/a and https://acme.example/b.';
let count = 0;
const writer = await stage.member('writer', 'Wanda Writer');
await stage.level(writer, 1);

const input = (articleId: string, more: Partial<EditInput> = {}): EditInput => ({
  articleId,
  language: 'en',
  version: 1,
  title: 'Reset',
  body: BODY.replace('five', 'ten'),
  reason: 'It is ten.',
  formId: `form_${++count}`,
  ...more,
});
const suggest = (by: Signed, articleId: string, more: Partial<EditInput> = {}) =>
  suggestEdit(app, by.member, input(articleId, more));
const article = () => stage.article(`Reset ${++count}`, BODY);
const written = async (id: string) => (await manager.get(`/api/v1/knowledge/articles/${id}`)).body.written[0];
const take = (id: string, more = {}) =>
  manager.post(`${api}/${id}/take`, { title: 'Reset', body: 'Ten seconds.', version: 1, ...more });
const toldTo = async ({ member }: Signed) =>
  (
    await app.db.query<{ data: { isTaken: boolean } }>(
      `select data from notifications where member_id = $1 and kind = 'contributions.decided' order by id`,
      [member.id],
    )
  ).map(({ data }) => data.isTaken);

describe('a change that a member suggests', () => {
  it('waits, with what it changes, and is published with credit when a colleague takes it', async () => {
    const { id, path } = await article();
    const edit = await suggest(writer, id);
    assert.equal(edit.state, 'waiting');
    assert.equal((await written(id)).published.body, BODY, 'readers see nothing of it');
    const { items } = (await agent.get(api)).body;
    assert.ok(items.some((one: { id: string }) => one.id === edit.id));
    const detail = (await agent.get(`${api}/${edit.id}`)).body;
    const changed = detail.changes.body.filter(({ kind }: { kind: string }) => kind !== 'same');
    assert.deepEqual(changed, [
      { kind: 'gone', text: 'five' },
      { kind: 'new', text: 'ten' },
    ]);
    assert.deepEqual([detail.isOvertaken, detail.since, detail.now.version], [false, null, 1]);
    assert.equal((await agent.post(`${api}/${edit.id}/take`, {})).status, 403, 'agents do not publish');
    const answer = await take(edit.id, { body: detail.suggested.body });
    assert.deepEqual([answer.status, answer.body], [200, { version: 2 }]);
    assert.match((await written(id)).published.body, /ten seconds/);
    const page = async () => String((await stage.test.browser().get(`${path}?n=${++count}`)).body);
    await until('the name stands there', async () => /With changes by\s+<a [^>]*>@writer/.test(await page()));
    assert.equal((await toldTo(writer)).at(-1), true);
    const versions = (await manager.get(`/api/v1/knowledge/articles/${id}/texts/en/versions`)).body;
    assert.doesNotMatch(JSON.stringify(versions), /[Ww]riter/, 'versions name no member');
  });

  it('is one, however often its form is sent, and at once', async () => {
    const { id } = await article();
    const form = input(id);
    const made = await Promise.all([1, 2, 3, 4].map(() => suggestEdit(app, writer.member, form)));
    assert.equal(new Set(made.map((one) => one.id)).size, 1);
  });

  it('is none of somebody who is erased in that moment', async () => {
    const { id } = await article();
    const leaver = await stage.member('leaver');
    await stage.level(leaver, 1);
    const said = await erasedMeanwhile(app, leaver.member.id, [() => suggest(leaver, id)]);
    assert.match(said.join(), /^AppError/);
    const left = await app.db.query('select 1 from contribution_edits where member_id = $1', [
      leaver.member.id,
    ]);
    assert.deepEqual(left, []);
  });

  it('is taken once, whoever else takes or declines it at this moment', async () => {
    const { id } = await article();
    const edit = await suggest(writer, id);
    const words = { title: 'Reset', body: 'Ten.', version: 1 };
    const results = await Promise.allSettled([1, 2, 3].map(() => takeEdit(app, systemActor, edit.id, words)));
    assert.equal(through(results, 'edits.decided'), 1);
    assert.equal((await written(id)).version, 2);
  });

  it('is declined with a reason that the member reads, and both decisions can be taken back', async () => {
    const { id } = await article();
    const edit = await suggest(writer, id);
    assert.equal((await manager.post(`${api}/${edit.id}/decline`, { reason: ' ' })).status, 400);
    assert.equal((await manager.post(`${api}/${edit.id}/decline`, { reason: 'Five is right.' })).status, 204);
    assert.match(String((await writer.get('/community/me/articles')).body), /Five is right\./);
    assert.equal((await take(edit.id)).body.error.code, 'edits.decided');
    assert.equal((await manager.post(`${api}/${edit.id}/reopen`)).status, 204);
    assert.equal((await take(edit.id)).status, 200);
    assert.equal((await manager.post(`${api}/${edit.id}/reopen`)).status, 204);
    assert.equal((await written(id)).published.body, BODY, 'as it was before');
    assert.deepEqual((await agent.get(`/api/v1/contributions/articles/${id}`)).body.credits, []);
    assert.deepEqual((await toldTo(writer)).slice(-2), [false, true]);
    assert.equal((await agent.get(`${api}/${edit.id}`)).body.state, 'waiting');
  });

  it('loses nothing where the article changed meanwhile: both texts are shown, and one has to be joined', async () => {
    const { id } = await article();
    const edit = await suggest(writer, id);
    const { draft } = await written(id);
    const mine = { title: 'Reset', body: 'Written by a colleague.', revision: draft.revision };
    await manager.put(`/api/v1/knowledge/articles/${id}/texts/en/draft`, mine);
    assert.equal((await take(edit.id)).body.error.code, 'article.draft_waits');
    await stage.publish(id);
    assert.equal((await take(edit.id)).body.error.code, 'edits.overtaken');
    const detail = (await agent.get(`${api}/${edit.id}`)).body;
    assert.equal(detail.isOvertaken, true);
    const words = (pieces: { kind: string; text: string }[]) =>
      pieces.map(({ kind, text }) => (kind === 'gone' ? '' : text)).join('');
    assert.equal(words(detail.since.body), 'Written by a colleague.');
    assert.match(detail.suggested.body, /ten seconds/);
    assert.equal((await take(edit.id, { body: 'Both.', version: 2 })).body.version, 3);
    await assert.rejects(suggest(writer, id, { version: 2 }), refused('edits.overtaken'));
  });

  it('needs a level, an article that everybody reads, a difference, and has a limit', async () => {
    const { id } = await article();
    const title = `Reset ${count}`;
    const newcomer = await stage.member('newcomer');
    await assert.rejects(suggest(newcomer, id), refused('edits.not_yet'));
    await assert.rejects(suggest(writer, id, { title, body: `${BODY} ` }), refused('edits.unchanged'));
    await assert.rejects(suggest(writer, id, { language: 'fr' }), refused('edits.no_article'));
    await manager.patch(`/api/v1/knowledge/articles/${id}`, { visibility: 'internal' });
    await assert.rejects(suggest(writer, id), refused('edits.no_article'));
    const eager = await stage.member('eager');
    await stage.level(eager, 4);
    const other = await article();
    const many = await Promise.allSettled(
      Array.from({ length: 13 }, (_, at) => suggest(eager, other.id, { body: `Text ${at}` })),
    );
    assert.equal(through(many, 'edits.too_many'), 10);
  });

  it('is looked at by the rules for what it brings in: the links of the article are the company’s', async () => {
    const { id } = await article();
    const linker = await stage.member('linker');
    await stage.level(linker, 1);
    await app.db.query(
      `update trust_settings set settings = jsonb_set(settings, '{rights,1,linksPerPost}', '1')`,
    );
    await app.bus.publish('trust.changed', { memberId: null });
    await until('the limit holds', async () => {
      const links = `${BODY} https://spam.example/${++count} https://spam.example/x`;
      const refusal = await suggest(linker, id, { body: links }).catch((error: unknown) => error);
      return refused('moderation.too_many_links')(refusal);
    });
    assert.equal((await suggest(linker, id, { body: `${BODY} Or https://ok.example/` })).state, 'waiting');
  });

  it('is published at once where the level may and nobody is writing; else it waits', async () => {
    await saveEditSettings(app, systemActor, { fromLevel: 1, atOnceFrom: 3 });
    const regular = await stage.member('regular', 'Rita Regular');
    await stage.level(regular, 3);
    const { id } = await article();
    assert.equal((await suggest(writer, id)).state, 'waiting', 'a lower level');
    const done = await suggest(regular, id, { body: 'Ten seconds.' });
    assert.deepEqual([done.state, done.version], ['taken', 2]);
    assert.equal((await written(id)).published.body, 'Ten seconds.');
    const { draft } = await written(id);
    await manager.put(`/api/v1/knowledge/articles/${id}/texts/en/draft`, { ...draft, body: 'A draft.' });
    const waits = await suggest(regular, id, { body: 'Eleven.', version: 2 });
    assert.equal(waits.state, 'waiting');
    assert.equal((await written(id)).draft.body, 'A draft.', 'the colleague lost nothing');
    await saveEditSettings(app, systemActor, { fromLevel: null, atOnceFrom: null });
    await assert.rejects(suggest(regular, id, { version: 2 }), refused('edits.not_yet'));
    await saveEditSettings(app, systemActor, { fromLevel: 1, atOnceFrom: null });
  });

  it('goes with its member where nobody took it; what was taken is nobody’s', async () => {
    const leaver = await stage.member('leaver', 'Lea Leaver');
    await stage.level(leaver, 1);
    const { id } = await article();
    const taken = await suggest(leaver, id, { reason: 'Secret words' });
    assert.equal((await take(taken.id)).status, 200);
    const open = await suggest(leaver, id, { version: 2, body: 'More.' });
    const all = JSON.stringify(await contributionBelongings.exportOf(app, leaver.member.id));
    assert.match(all, /Secret words/);
    await app.db.transaction(() =>
      contributionBelongings.erase(app, leaver.member.id, { keepsContent: false }),
    );
    assert.equal((await agent.get(`${api}/${open.id}`)).status, 404);
    const left = (await agent.get(`${api}/${taken.id}`)).body;
    assert.deepEqual([left.member, left.reason, left.state], [{ id: null, name: '' }, '', 'taken']);
  });
});
