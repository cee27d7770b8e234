import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startSmtp, type TestSmtp } from '../../../test/helpers/smtp.ts';
import { approvalsFeature } from './index.ts';
import { formOf, serveDesk } from './testing/http.ts';

let desk: Awaited<ReturnType<typeof serveDesk>>;
let smtp: TestSmtp;
const LAWYER = 'lawyer@firm.example';
const HOSTILE = `<b>"x"'`;

before(async () => {
  smtp = await startSmtp();
  desk = await serveDesk({ smtpUrl: smtp.url });
  await desk.app.jobs.work({ ...approvalsFeature.jobs?.(desk.app) }, []);
});
beforeEach(() => void smtp.mails.splice(0));
after(async () => {
  await desk.close();
  await smtp.close();
});

async function lawPolicy(linkShows: string, isOn = true) {
  const who = [{ kind: 'mail', address: LAWYER, name: 'Lena Law' }];
  const terms = { steps: [{ name: 'Legal', need: 'any', who }], linkShows, remindMinutes: null };
  const made = await desk.lead.post('/api/v1/approvals/policies', {
    name: 'Legal',
    isOn,
    condition: { version: 1, when: { fact: 'reply.words', op: 'matches', value: 'law' } },
    terms,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.id as string;
}
const get = async (path: string, speaks = '') => {
  const asked = { method: 'GET', url: path, headers: { 'accept-language': speaks } } as const;
  const { statusCode, body, headers } = await desk.server.inject(asked);
  return { status: statusCode, html: body, headers };
};
const post = async (path: string, fields: Record<string, string>) => {
  const sent = formOf(fields);
  const address = `10.0.0.${Math.floor(Math.random() * 200)}`;
  const answer = await desk.server.inject({ method: 'POST', url: path, remoteAddress: address, ...sent });
  return { status: answer.statusCode, html: answer.body };
};
const inForm = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)![1]!;
const fieldsOf = (html: string, verdict: string, reason = '') => ({
  proof: inForm(html, 'proof'),
  hash: /value="([0-9a-f]{64})"/.exec(html)![1]!,
  verdict,
  reason,
});
const pathIn = (text: string) => new URL(/http:\S+shared\/approval\S+/.exec(text)![0]).pathname;
const audited = async (action: string) =>
  (
    await desk.app.db.query<{ actor: string }>(
      'select actor_name as actor from audit_entries where action = $1 order by id',
      [action],
    )
  ).map(({ actor }) => actor);

test('somebody without an account gets a link by mail, reads what he may, and approves once', async () => {
  const policyId = await lawPolicy('public');
  const { status, reply, approval } = await desk.ask(`law ${HOSTILE}`);
  assert.deepEqual([status, reply.state], [202, 'waiting']);
  const mail = await smtp.mailTo(LAWYER);
  assert.match(mail.text, /Opening it decides nothing/);
  const path = pathIn(mail.text);
  const page = await get(path);
  assert.equal(page.status, 200);
  assert.ok(!page.html.includes(HOSTILE) && !/<script/.test(page.html), 'nothing hostile, no scripts');
  assert.match(page.html, /Lena Law/);
  assert.match(page.html, /<\/strong> on Bluesky\. It leaves/, 'the network by its name');
  assert.match(page.html, /me too/, 'the public thread is shown');
  assert.match(String(page.headers['content-security-policy']), /default-src 'none'|script-src/);
  assert.equal(page.headers['set-cookie'], undefined);
  assert.deepEqual(
    [page.headers['referrer-policy'], page.headers['cache-control']],
    ['no-referrer', 'private, no-store'],
  );
  await get(path);
  assert.equal(
    (await desk.agent.get(`/api/v1/approvals/${approval.id}`)).body.state,
    'waiting',
    'reading decides nothing',
  );
  const fields = fieldsOf(page.html, 'approved');
  assert.equal((await post(path, { ...fields, proof: 'x' })).status, 400);
  assert.equal((await post(path, { ...fields, hash: 'f'.repeat(64) })).status, 409);
  const done = await post(path, fields);
  assert.equal(done.status, 200);
  assert.match(done.html, /You approved the reply/);
  const view = (await desk.agent.get(`/api/v1/approvals/${approval.id}`)).body;
  assert.equal(view.state, 'approved');
  assert.deepEqual(
    view.words.map((word: { who: string; byLink: boolean }) => [word.who, word.byLink]).slice(1, 2),
    [['Lena Law (by link)', true]],
  );
  assert.equal((await desk.agent.get(`/api/v1/replies/${reply.id}`)).body.state, 'ready');
  const again = await post(path, fields);
  assert.equal(again.status, 410);
  assert.match(again.html, /You have decided already/);
  assert.equal((await get(path)).status, 410);
  assert.deepEqual(await audited('approval.approved'), ['Lena Law (by link)']);
  assert.ok((await audited('approval.link_refused')).length > 0, 'a replay is in the log');
  await desk.lead.delete(`/api/v1/approvals/policies/${policyId}`);
});

test('forged, expired, taken back and outdated links are refused plainly, and decide nothing', async () => {
  const policyId = await lawPolicy('answered');
  const { approval, conversationId } = await desk.ask('law two');
  const path = pathIn((await smtp.mailTo(LAWYER)).text);
  const page = await get(path);
  assert.ok(!page.html.includes('me too'), 'only what is answered');
  assert.match(page.html, /One more message of this conversation is not shown/);
  const fields = fieldsOf(page.html, 'approved');
  const [head, token] = [path.slice(0, path.lastIndexOf('/') + 1), path.slice(path.lastIndexOf('/') + 1)];
  const [id, proof] = token.split('.') as [string, string];
  const other = proof.startsWith('A') ? `B${proof.slice(1)}` : `A${proof.slice(1)}`;
  for (const forged of [
    `${id}.${other}`,
    `${id}.`,
    id,
    'x',
    `${id.slice(0, -1)}0.${proof}`,
    `${id}.${proof}x`,
    '%00',
  ])
    assert.ok([400, 404].includes((await get(head + forged)).status), forged);
  assert.equal((await post(`${head}${id}.${other}`, fields)).status, 400);
  const rejectEmpty = await post(path, { ...fields, verdict: 'rejected' });
  assert.match(rejectEmpty.html, /Say why/);
  assert.equal((await post(path, { ...fields, verdict: 'maybe' })).status, 400);
  // The author changes the text: the old link asks about words that stand no more, and a new one comes.
  smtp.mails.splice(0);
  const changed = await desk.agent.put(`/api/v1/approvals/${approval.id}/texts`, { texts: ['law three'] });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  const late = await post(path, fields);
  assert.equal(late.status, 410);
  assert.match(late.html, /not needed any more/);
  const next = pathIn((await smtp.mailTo(LAWYER)).text);
  await desk.app.db.query(`update approval_links set expires_at = expires_at where approval_id = $1`, [
    approval.id,
  ]);
  const fresh = await get(next);
  assert.match(fresh.html, /law three/);
  // Who moves the end of a link in the database makes it worth nothing.
  await desk.app.db.query(
    `update approval_links set expires_at = expires_at + interval '1 day' where approval_id = $1 and round = 2`,
    [approval.id],
  );
  assert.equal((await get(next)).status, 404);
  await desk.app.db.query(
    `update approval_links set expires_at = expires_at - interval '1 day' where approval_id = $1 and round = 2`,
    [approval.id],
  );
  const done = await post(next, fieldsOf(fresh.html, 'rejected', 'Not so'));
  assert.match(done.html, /You rejected/);
  const detail = (await desk.agent.get(`/api/v1/inbox/${conversationId}`)).body;
  assert.deepEqual([detail.draft, detail.outgoing], ['law three', 'none']);
  await desk.lead.delete(`/api/v1/approvals/policies/${policyId}`);
});

test('a short-lived link ends by itself; the same word by two at once counts once', async () => {
  const policyId = await lawPolicy('answered');
  const { approval } = await desk.ask('law four');
  const path = pathIn((await smtp.mailTo(LAWYER)).text);
  const fields = fieldsOf((await get(path)).html, 'approved');
  const now = desk.app.clock.now;
  desk.app.clock.now = () => new Date(Date.now() + 25 * 3_600_000);
  const over = await post(path, fields);
  assert.match((await get(path)).html, /has expired/);
  desk.app.clock.now = now;
  assert.deepEqual([over.status, /has expired/.test(over.html)], [410, true]);
  const both = await Promise.all([post(path, fields), post(path, fields)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 410]);
  const view = (await desk.agent.get(`/api/v1/approvals/${approval.id}`)).body;
  assert.equal(view.words.filter(({ kind }: { kind: string }) => kind === 'approved').length, 1);
  await desk.lead.delete(`/api/v1/approvals/policies/${policyId}`);
});

test('who is asked may give his place to somebody without an account, but not to the author', async () => {
  await desk.lead.put('/api/v1/approvals/settings', { isOn: true });
  const { approval } = await desk.ask('hello you');
  const links = `/api/v1/approvals/${approval.id}/links`;
  const wish = { name: 'Paul', address: 'paul@else.example' };
  assert.equal((await desk.agent.post(links, wish)).status, 403, 'the author is not asked');
  assert.equal((await desk.lead.post(links, { ...wish, address: 'agent@staff.example' })).status, 403);
  const made = await desk.lead.post(links, wish);
  assert.deepEqual([made.status, made.body.isMailed], [201, true]);
  const path = new URL(made.body.url).pathname;
  const [link] = (await desk.lead.get(`/api/v1/approvals/${approval.id}`)).body.links;
  assert.equal(link.state, 'open');
  const shown = await desk.lead.post(`/api/v1/approval-links/${link.id}/show`);
  assert.equal(new URL(shown.body.url).pathname, path);
  assert.equal((await desk.agent.post(`/api/v1/approval-links/${link.id}/show`)).status, 403);
  assert.equal((await desk.lead.delete(`/api/v1/approval-links/${link.id}`)).status, 204);
  assert.match((await get(path)).html, /not needed any more/);
  const again = new URL((await desk.lead.post(links, wish)).body.url).pathname;
  const done = await post(again, fieldsOf((await get(again)).html, 'approved'));
  assert.equal(done.status, 200);
  assert.equal((await desk.agent.get(`/api/v1/approvals/${approval.id}`)).body.state, 'approved');
});

test('over HTTP: lists, counts, words, settings and trust, each for those who may', async () => {
  const { lead, agent } = desk;
  const first = await desk.ask('please look');
  const { id, round, step, offered } = first.approval;
  const seen = { round, step, hash: offered[0].hash };
  assert.deepEqual((await lead.get('/api/v1/approvals/counts')).body, { decide: 1, mine: 0 });
  assert.deepEqual(
    (await lead.get('/api/v1/approvals?list=decide')).body.items.map((one: { id: string }) => one.id),
    [id],
  );
  assert.equal((await agent.post(`/api/v1/approvals/${id}/approve`, seen)).status, 403);
  assert.equal((await lead.post(`/api/v1/approvals/${id}/reject`, seen)).status, 400, 'a reason is needed');
  const suggested = await lead.post(`/api/v1/approvals/${id}/suggest`, { ...seen, text: 'Gladly' });
  assert.equal(suggested.body.suggestion.text, 'Gladly');
  assert.deepEqual((await agent.get('/api/v1/approvals/counts')).body, { decide: 0, mine: 1 });
  assert.equal((await agent.post(`/api/v1/approvals/${id}/insist`, { note: 'No' })).body.state, 'waiting');
  assert.equal(
    (await lead.post(`/api/v1/approvals/${id}/ask`, { ...seen, note: 'Softer' })).body.state,
    'changes',
  );
  const revised = await agent.put(`/api/v1/approvals/${id}/texts`, { texts: ['softly'] });
  assert.deepEqual([revised.body.round, revised.body.state], [2, 'waiting']);
  assert.equal((await lead.post(`/api/v1/approvals/${id}/approve`, seen)).status, 409, 'the old text');
  assert.equal((await agent.post(`/api/v1/approvals/${id}/withdraw`)).body.state, 'withdrawn');
  assert.equal((await agent.post(`/api/v1/approvals/${id}/hand-over`)).status, 409);
  assert.equal((await lead.get('/api/v1/approvals/appr_01kaq0k3c9y6d2b7r8m4f5v1xe')).status, 404);
  const decided = (await agent.get('/api/v1/approvals?list=decided&limit=1')).body;
  assert.equal(decided.items[0].id, id);
  const older = await agent.get(`/api/v1/approvals?list=decided&limit=1&cursor=${decided.nextCursor}`);
  assert.notEqual(older.body.items[0].id, id);
  const mine = (await agent.get('/api/v1/approvals?list=mine&limit=2')).body;
  assert.deepEqual([mine.items.length, mine.items[0].isMine], [2, true]);
  assert.equal((await agent.put('/api/v1/approvals/settings', { isOn: false })).status, 403);
  const trust = `/api/v1/approvals/trust/${agent.userId}/bluesky`;
  assert.equal((await agent.put(trust, { isTrusted: true, reason: 'me' })).status, 403);
  assert.equal((await lead.put(trust, { isTrusted: true, reason: 'seen enough' })).status, 204);
  assert.equal((await agent.get('/api/v1/approvals/trust/mine')).body.items[0].isTrusted, true);
  assert.equal((await lead.get('/api/v1/approvals/trust')).body.items.length, 1);
  assert.equal((await desk.ask('at once')).approval, undefined);
  assert.ok(
    (await agent.get('/api/v1/approvals/facts')).body.items.some(
      ({ name }: { name: string }) => name === 'reply.amount',
    ),
  );
  const trial = await agent.post('/api/v1/approvals/trial', {
    condition: { version: 1, when: { fact: 'reply.length', op: 'at-least', value: 1 } },
  });
  assert.ok(trial.body.matched > 3, JSON.stringify(trial.body));
});

test('the page speaks what its reader’s browser asks for, or what its address says, and names the language of what is not its own', async () => {
  const policyId = await lawPolicy('public');
  await desk.ask('law in two languages');
  const path = pathIn((await smtp.mailTo(LAWYER)).text);
  const german = (await get(path, 'fr, de-CH;q=0.8, en;q=0.5')).html;
  for (const words of [
    '<html lang="de"',
    'Eine Antwort zur Freigabe',
    'Guten Tag Lena Law',
    'Freigeben',
    'Ablehnen',
  ])
    assert.ok(german.includes(words), words);
  assert.match(german, /<li lang="en" dir="auto">/, 'reasons are written in English');
  assert.doesNotMatch(german, /Approve|Reject|for your approval/);
  assert.match((await get(path, 'ar')).html, /<html lang="en"[\s\S]*A reply for your approval/);
  assert.match((await get(`${path}?lang=de`, 'en')).html, /Eine Antwort zur Freigabe/);
  assert.match((await get('/shared/approval/forged', 'de')).html, /Dieser Link funktioniert nicht/);
  const wordless = { ...fieldsOf(german, 'rejected'), reason: ' ' };
  const refused = await post(`${path}?lang=de`, wordless);
  assert.deepEqual([refused.status, /Sagen Sie, warum/.test(refused.html)], [400, true]);
  const done = await post(`${path}?lang=de`, fieldsOf(german, 'approved'));
  assert.match(done.html, /Sie haben die Antwort freigegeben/);
  const used = await get(path, 'de');
  assert.deepEqual([used.status, /Sie haben schon entschieden/.test(used.html)], [410, true]);
  await desk.lead.delete(`/api/v1/approvals/policies/${policyId}`);
});
