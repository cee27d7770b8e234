import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { sectionsPort } from '#people/site/index.ts';
import { noticeKindsPort } from '#embrace/notifications/index.ts';
import { readFormula, saveFormula } from '#embrace/trust/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { openStage, sendForm, type Signed } from '../../forum/testing/stage.ts';
import { saveEntry } from '../changelog/entries.ts';
import { ideasFeature } from '../feature.ts';
import { saveBoard } from '../idea/boards.ts';
import { comment } from '../idea/comments.ts';
import { mergeIdeas, undoMerge } from '../idea/merge.ts';
import { moderatedIdeas } from '../idea/moderated.ts';
import { ideaKinds } from '../idea/notices.ts';
import { propose } from '../idea/propose.ts';
import { setStatus } from '../idea/status.ts';
import { boardInput } from '../schema.ts';
import { addIdeaPages } from './pages.ts';
import { ideaSections } from './sections.ts';

const stage = await openStage([ideasFeature], {}, addIdeaPages);
const { app, test } = stage;
after(() => test.close());
app.provide(sectionsPort, ideaSections);
app.provide(noticeKindsPort, ideaKinds);
const staff = staffDoer(systemActor);
const empty = test.browser();
const nothing = String((await empty.get('/ideas?n=0')).body);
const board = await saveBoard(app, systemActor, boardInput.parse({ name: 'Wishes' }));
const maya = await stage.member('maya', 'Maya');
const bob = await stage.member('bob', 'Bob');
const stranger = test.browser();
let asked = 0;
/** What strangers get is kept for a second, by its address. */
const fresh = (path: string) => `${path}${path.includes('?') ? '&' : '?'}n=${++asked}`;
const page = async (path: string, by: { get: Signed['get'] } = stranger) =>
  String((await by.get(fresh(path))).body);
const idea = async (title: string, more: object = {}) =>
  (await propose(app, staff, { boardId: board.id, title, markdown: 'For **families**.', ...more })).idea;
const pathOf = ({ id, slug }: { id: string; slug: string }) => `/ideas/${id}/${slug}`;
const newsOf = async (member: Signed) =>
  (
    await app.db.query<{ kind: string }>('select kind from notifications where member_id = $1 order by id', [
      member.member.id,
    ])
  ).map(({ kind }) => kind);

describe('the pages of ideas', () => {
  it('stand in the navigation as soon as there is something to see', async () => {
    assert.ok(
      !nothing.includes('<li><a href="/ideas" aria-current="page">Ideas</a></li>\n    </ul>\n  </nav><nav'),
      'no board, no entry',
    );
    assert.match(await page('/ideas'), /<a href="\/ideas" aria-current="page">Ideas<\/a>/);
    assert.ok(!(await page('/ideas')).includes('/whats-next">What’s next</a></li></ul></nav><nav'));
    assert.match(await page('/ideas'), /No idea here yet/);
  });

  it('let a member propose, showing first what may be there already, also without scripts', async () => {
    const first = await sendForm(maya, '/ideas/new', '/ideas/new', {
      act: 'post',
      title: 'One bill for all <b>lines</b>',
      markdown: 'Five bills a month.',
      reason: 'I pay for four people',
      board: board.id,
    });
    assert.equal(first.status, 303);
    const path = String(first.headers['location']);
    const shown = await page(path);
    assert.match(shown, /One bill for all &#60;b&#62;lines/);
    assert.match(shown, /<b>1<\/b> <span class="quiet">vote<\/span>/);
    assert.match(shown, /I pay for four people/);
    const similar = { act: 'post', title: 'one bil for all my lines', markdown: '', board: board.id };
    const asked = await sendForm(bob, '/ideas/new', '/ideas/new', similar);
    assert.equal(asked.status, 200);
    assert.match(String(asked.body), /Is it one of these\?/);
    assert.ok(String(asked.body).includes(path), 'a typing error is forgiven');
    const items = (await bob.get('/ideas/suggest?q=bill%20for%20lines')).body.items as { path: string }[];
    assert.deepEqual(
      items.map((item) => item.path),
      [path],
    );
    const form = /name="form" value="([^"]+)"/.exec(String(asked.body))![1]!;
    const proof = /name="proof" value="([^"]+)"/.exec(String(asked.body))![1]!;
    const send = () =>
      bob.post('/ideas/new', new URLSearchParams({ ...similar, seen: 'yes', form, proof }).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
      });
    const [one, two] = await Promise.all([send(), send()]);
    assert.deepEqual([one.status, two.status], [303, 303]);
    assert.equal(one.headers['location'], two.headers['location'], 'sent twice, proposed once');
  });

  it('take votes with their reasons, thanks, comments and follows from members only, and give them back', async () => {
    const { id, ...rest } = await idea('Opening hours at night');
    const path = pathOf({ id, ...rest });
    assert.match(await page(path), /sign-in\?back=/);
    const vote = (act: string, more = {}) => sendForm(maya, path, `/ideas/${id}/vote`, { act, ...more });
    assert.equal((await vote('vote', { reason: 'I work late' })).status, 303);
    assert.match(await page(path, maya), /Take my vote/);
    assert.match(await page(path), /I work late/);
    await vote('vote', { reason: 'I work very late' });
    assert.match(await page(path), /<b>1<\/b>/);
    await vote('unvote');
    assert.match(await page(path), /<b>0<\/b>/);
    for (const act of ['thank', 'thank', 'follow']) await sendForm(maya, path, `/ideas/${id}/act`, { act });
    assert.match(await page(path), /One person says thanks/);
    assert.equal(
      (await sendForm(maya, path, `/ideas/${id}/comment`, { act: 'post', markdown: '*Please*' })).status,
      303,
    );
    assert.match(await page(path), /<em>Please<\/em>/);
    const made = /id="(ico_[0-9a-z]+)"/.exec(await page(path))![1]!;
    const refused = await sendForm(bob, path, `/ideas/${id}/comment`, { act: 'delete', comment: made });
    assert.equal(refused.status, 403);
    assert.match(String(refused.body), /You may not do this/);
    await sendForm(maya, path, `/ideas/${id}/comment`, { act: 'delete', comment: made });
    assert.match(await page(path), /This comment was deleted/);
    const bare = await maya.post(`/ideas/${id}/vote`, 'act=vote', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(bare.status, 400, 'no form of ours, no vote');
    const out = await stranger.post(`/ideas/${id}/vote`, 'act=vote', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(out.status, 303);
    assert.match(String(out.headers['location']), /\/community\/sign-in/);
  });

  it('show what was decided with its reason, tell whoever voted, and lead from what was merged', async () => {
    const [one, two] = [await idea('Pay by quarter'), await idea('Quarterly payment')];
    await sendForm(maya, pathOf(one), `/ideas/${one.id}/vote`, { act: 'vote' });
    await sendForm(bob, pathOf(two), `/ideas/${two.id}/act`, { act: 'follow' });
    await setStatus(app, staff, one.id, {
      status: 'planned',
      reason: 'With the new bills',
      quarter: '2027-Q1',
    });
    assert.match(await page(pathOf(one)), /With the new bills/);
    assert.match(await page(pathOf(one)), /planned for Q1 2027/);
    assert.deepEqual(await newsOf(maya), ['idea.status']);
    await mergeIdeas(app, staff, two.id, one.id);
    assert.deepEqual(await newsOf(bob), ['idea.status']);
    const led = await stranger.get(fresh(pathOf(two)));
    assert.deepEqual([led.status, led.headers['location']], [301, pathOf(one)]);
    assert.equal((await stranger.get(`/ideas/${one.id}`)).headers['location'], pathOf(one));
    await comment(app, staff, one.id, { markdown: 'We begin in **January**.' });
    assert.deepEqual(
      [await newsOf(maya), await newsOf(bob)],
      [
        ['idea.status', 'idea.comment'],
        ['idea.status', 'idea.comment'],
      ],
    );
    await sendForm(maya, pathOf(one), `/ideas/${one.id}/act`, { act: 'unfollow' });
    await setStatus(app, staff, one.id, { status: 'building', reason: '' });
    assert.equal((await newsOf(maya)).length, 2, 'who wants to hear nothing more hears nothing more');
    assert.equal((await newsOf(bob)).length, 3);
  });

  it('show what comes next by quarter, what is new, and what became of wishes', async () => {
    const one = await idea('Longer evenings');
    await setStatus(app, staff, one.id, { status: 'considering', reason: '', quarter: null });
    const roadmap = await page('/whats-next');
    assert.ok(roadmap.indexOf('Q1 2027') < roadmap.indexOf('No date'), 'what has no date stands last');
    const later = new Date(Date.now() + 3_600_000).toISOString();
    await saveEntry(app, staff, { title: 'Draft', markdown: '', kind: 'new', publishAt: null, ideaIds: [] });
    await saveEntry(app, staff, {
      title: 'Tomorrow',
      markdown: '',
      kind: 'new',
      publishAt: later,
      ideaIds: [],
    });
    const entry = await saveEntry(app, staff, {
      title: 'Evenings until ten',
      markdown: 'From now on.',
      kind: 'better',
      publishAt: 'now',
      ideaIds: [one.id],
    });
    const news = await page('/changelog');
    assert.match(news, /Evenings until ten/);
    assert.ok(!news.includes('Draft') && !news.includes('Tomorrow'));
    assert.equal((await stranger.get(`/changelog/${entry.id}/x`)).status, 301);
    assert.match(await page(`/changelog/${entry.id}/${entry.slug}`), /"@type":"Article"/);
    await setStatus(app, staff, one.id, { status: 'shipped', reason: 'There' });
    const done = await page('/ideas/done');
    assert.match(done, /You asked/);
    assert.match(done, /Evenings until ten/);
    assert.ok(!(await page('/whats-next')).includes('Longer evenings'));
    const two = await idea('Open at night');
    await sendForm(maya, pathOf(two), `/ideas/${two.id}/vote`, { act: 'vote' });
    await mergeIdeas(app, staff, one.id, two.id);
    assert.match(await page('/changelog'), /Open at night<\/a> <span class="quiet">wished by one person/);
  });

  it('have feeds and site maps that answer 304, and tell search engines what they are', async () => {
    for (const root of ['/ideas', '/changelog'])
      for (const kind of ['atom', 'rss', 'json']) {
        const feed = await stranger.get(`${root}/feed.${kind}`);
        assert.equal(feed.status, 200, `${root} ${kind}`);
        const text = typeof feed.body === 'string' ? feed.body : JSON.stringify(feed.body);
        assert.ok(
          text.includes(root === '/ideas' ? 'Opening hours at night' : 'Evenings until ten'),
          `${root} ${kind}`,
        );
        const again = await stranger.get(`${root}/feed.${kind}`, {
          'if-none-match': String(feed.headers['etag']),
        });
        assert.equal(again.status, 304);
      }
    for (const path of ['/ideas', '/whats-next', '/changelog'])
      assert.match(await page(`${path}/sitemap.xml`), /<urlset/);
    const one = await idea('Structured');
    const shown = await stranger.get(fresh(pathOf(one)));
    assert.match(String(shown.body), /"@type":"DiscussionForumPosting"/);
    assert.match(String(shown.headers['cache-control']), /^public/);
    assert.match(String((await maya.get(pathOf(one))).headers['cache-control']), /private, no-store/);
    assert.ok(!String(shown.body).includes('name="proof"'), 'nothing of a visitor in what is kept');
  });

  it('keep boards of members, chosen members and the team from everybody else, in lists, feeds and by address', async () => {
    const secret = await saveBoard(
      app,
      systemActor,
      boardInput.parse({ name: 'Pilots', whoSees: 'chosen', memberIds: [maya.member.id] }),
    );
    const team = await saveBoard(app, systemActor, boardInput.parse({ name: 'Team', whoSees: 'staff' }));
    const [own, theirs] = [
      await idea('Pilot wish', { boardId: secret.id }),
      await idea('Team wish', { boardId: team.id }),
    ];
    for (const [by, sees] of [
      [stranger, false],
      [bob, false],
      [maya, true],
    ] as const) {
      assert.equal((await by.get(fresh(pathOf(own)))).status, sees ? 200 : 404);
      assert.equal((await by.get(fresh(pathOf(theirs)))).status, 404);
      assert.equal((await page('/ideas?sort=new', by)).includes('Pilot wish'), sees);
      assert.equal((await by.get(fresh('/ideas?board=pilots'))).status, sees ? 200 : 404);
      assert.equal(
        JSON.stringify((await by.get('/ideas/suggest?q=pilot%20wish')).body).includes('Pilot'),
        sees,
      );
    }
    for (const path of ['/ideas/feed.json', '/ideas/sitemap.xml'])
      assert.ok(!JSON.stringify((await stranger.get(path)).body).includes(own.id));
    for (const id of [own.id, '%00']) {
      const voted = await bob.post(`/ideas/${id}/vote`, 'act=vote', {
        'content-type': 'application/x-www-form-urlencoded',
      });
      assert.ok([400, 404].includes(voted.status), id);
    }
    await sendForm(maya, pathOf(own), `/ideas/${own.id}/vote`, { act: 'vote' });
    await saveBoard(
      app,
      systemActor,
      boardInput.parse({ name: 'Pilots', whoSees: 'chosen', memberIds: [] }),
      secret.id,
    );
    const before = (await newsOf(maya)).length;
    await setStatus(app, staff, own.id, { status: 'planned', reason: 'x' });
    assert.equal((await newsOf(maya)).length, before, 'who may not see it any more hears nothing of it');
  });

  it('say nothing of what a reader may not see, whatever is merged with it and taken apart again', async () => {
    const room = boardInput.parse({ name: 'Lab', whoSees: 'chosen', memberIds: [maya.member.id] });
    const lab = await saveBoard(app, systemActor, room);
    const [open, secret] = [
      await idea('Open wish'),
      await idea('Secret wish', { boardId: lab.id, originPostId: 'post_lab', authorName: 'Eve Hidden' }),
    ];
    await comment(app, maya.doer, secret.id, { markdown: 'A word of the lab' });
    await sendForm(maya, pathOf(secret), `/ideas/${secret.id}/vote`, { act: 'vote', reason: 'A lab reason' });
    await sendForm(bob, pathOf(open), `/ideas/${open.id}/vote`, { act: 'vote' });
    const away = await mergeIdeas(app, staff, open.id, secret.id);
    const news = await app.db.query('select * from notifications where member_id = $1', [bob.member.id]);
    assert.ok(!/secret.wish/i.test(JSON.stringify(news)), 'nor by an address');
    await undoMerge(app, staff, away);
    assert.ok(!/Secret wish/.test(await page(pathOf(open))), 'its history names no other idea');
    await mergeIdeas(app, staff, secret.id, open.id);
    for (const [by, sees] of [
      [stranger, false],
      [bob, false],
      [maya, true],
    ] as const)
      for (const words of ['Secret wish', 'A word of the lab', 'A lab reason'])
        assert.equal((await page(pathOf(open), by)).includes(words), sees, words);
    assert.match(await page(pathOf(open)), /<b>2<\/b>/, 'who wishes it counts');
    await saveBoard(app, systemActor, { ...room, whoSees: 'everybody' }, lab.id);
    const told = [
      await page('/ideas/feed.atom'),
      await page('/ideas?sort=new'),
      await page(pathOf(open), maya),
    ];
    assert.ok(!told.join('').includes('Eve Hidden'), 'nobody is named without consent');
  });

  it('speak German to who wishes it, find with typing errors, and survive what anybody types', async () => {
    await app.db.query("update members set language = 'de' where id = $1", [bob.member.id]);
    assert.match(await page('/ideas', bob), /Idee vorschlagen/);
    assert.match(await page('/whats-next', bob), /Was kommt/);
    assert.match(await page('/changelog', bob), /Neu bei uns/);
    assert.match(await page('/ideas?q=openning%20hors'), /Opening hours at night/);
    for (const query of [
      'q=%27%3A*%20%26%20%7C%20!',
      'before=zzz',
      'before=WyIxIiwieCJd',
      'status=no&sort=no',
      `q=${'a'.repeat(3000)}`,
      'q=%00%ff',
    ]) {
      const { status } = await stranger.get(`/ideas?${query}`);
      assert.ok([200, 400, 404].includes(status), `${query} ${status}`);
    }
    for (const path of [
      '/ideas/ide_x/y',
      '/ideas/%00/x',
      '/changelog/chl_1/x',
      '/changelog?before=WyJ4IiwieSJd',
    ]) {
      const { status } = await stranger.get(path);
      assert.ok([400, 404].includes(status), `${path} ${status}`);
    }
    const long = await sendForm(maya, '/ideas/new', '/ideas/new', {
      act: 'post',
      title: 'x'.repeat(400),
      markdown: 'kept',
      board: board.id,
      seen: 'yes',
    });
    assert.equal(long.status, 400);
    assert.match(String(long.body), /kept/);
  });

  it('fire nothing of what members write', async () => {
    const attack = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) <script>alert(1)</script>';
    const made = await sendForm(maya, '/ideas/new', '/ideas/new', {
      act: 'post',
      title: `</title>${attack}`,
      markdown: attack,
      reason: attack,
      board: board.id,
      seen: 'yes',
    });
    const path = String(made.headers['location']);
    const id = path.split('/')[2]!;
    await sendForm(maya, path, `/ideas/${id}/comment`, { act: 'post', markdown: attack });
    await setStatus(app, staff, id, { status: 'planned', reason: attack });
    for (const at of [path, '/ideas?sort=new', '/whats-next', '/ideas/feed.atom']) {
      const html = await page(at);
      assert.ok(!/<img src=x|<script>alert|href="javascript/.test(html), at);
    }
  });

  it('hold back what a level has looked at first, and show it when a colleague let it pass', async () => {
    const formula = await readFormula(app);
    const [lowest, ...others] = formula.rights;
    await saveFormula(app, systemActor, {
      ...formula,
      rights: [{ ...lowest!, isHeldForReview: true }, ...others],
    });
    const made = await sendForm(bob, '/ideas/new', '/ideas/new', {
      act: 'post',
      title: 'Held wish',
      markdown: '',
      board: board.id,
      seen: 'yes',
    });
    const path = String(made.headers['location']);
    const id = path.split('/')[2]!;
    assert.equal((await stranger.get(fresh(path))).status, 404);
    assert.match(await page(path, bob), /Jemand vom Team/);
    const [ideas] = moderatedIdeas;
    const [read] = await ideas!.read(app, [id]);
    assert.deepEqual([read!.isShown, read!.memberId], [false, bob.member.id]);
    for (let n = 0; n < 2; n++) await app.db.transaction(() => ideas!.restore(app, id, systemActor));
    assert.equal((await stranger.get(fresh(path))).status, 200);
    await app.db.transaction(() => ideas!.hide(app, id, systemActor, 'spam'));
    assert.equal((await stranger.get(fresh(path))).status, 404);
    assert.equal((await bob.get(path)).status, 200);
  });
});
