import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { matcherPort, ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { filesFeature } from '#platform/files/index.ts';
import { addCaseNote, casesFeature, changeCases, openCase, readCase } from '#respond/cases/index.ts';
import { inboxFeature, inboxObserver, listInbox } from '#respond/inbox/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { say, under, uri } from '../inbox/testing/company.ts';
import { addCasePages, casePageFeature, casePromisesPort } from './index.ts';

let made: TestServer;
let agent: Awaited<ReturnType<TestServer['staff']>>;
const OWN = 'did:plc:brand';
const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;

before(async () => {
  made = await createTestServer(
    [inboxFeature, casesFeature, casePageFeature, filesFeature],
    {},
    addCasePages,
  );
  const { app } = made;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set([OWN]) });
  app.provide(postObserverPort, inboxObserver);
  agent = await made.staff('agent');
});
after(() => made.close());

test('a German customer reads German, can switch, and sees what became of promises', async () => {
  const { app } = made;
  const { caseId, conversationId } = await aCase('Mein Anschluss ist tot', { langs: ['de'] });
  const now = Date.now();
  const at = (minutes: number) => new Date(now + minutes * 60_000);
  app.provide(casePromisesPort, {
    read: async (_app, ids) =>
      ids.includes(conversationId)
        ? [
            { kind: 'answer', state: 'kept', startedAt: at(-90), dueAt: at(-60), endedAt: at(-70) },
            { kind: 'answer', state: 'late', startedAt: at(-50), dueAt: at(-20), endedAt: null },
            { kind: 'solution', state: 'resting', startedAt: at(-90), dueAt: null, endedAt: null },
          ]
        : [],
  });
  const { path } = await share(caseId);
  const german = (await open(path)).html;
  assert.match(german, /<html lang="de" dir="ltr">/);
  for (const shown of [
    'Ihr Fall',
    'gehalten',
    'Wir sind zu spät',
    'Die Uhr ruht',
    'Niemand hat mich zurückgerufen',
  ])
    assert.ok(german.includes(shown), shown);
  assert.ok(german.includes('href="?lang=en"') && !german.includes('action='));
  const english = (await open(`${path}?lang=en`)).html;
  for (const shown of [
    'Your case',
    ': kept',
    'We are late, and sorry',
    'href="?lang=de"',
    'action="?lang=en"',
  ])
    assert.ok(english.includes(shown), shown);
  const sent = await send(`${path}?lang=en`, { act: 'wrote', text: 'hello', proof: proofIn(english) });
  assert.deepEqual([sent.status, sent.location], [303, `${path}?lang=en&done=wrote`]);
  assert.ok((await open(sent.location!)).html.includes('Thank you. It is in your case'));
  const refused = await send(`${path}?lang=de`, { act: 'wrote', text: 'hallo', proof: 'x' });
  assert.ok(refused.status === 400 && refused.html.includes('Nichts wurde gespeichert'));
  assert.ok(
    (await open(`${path}?lang=<script>`)).html.includes('lang="de"'),
    'what is no language is nothing',
  );
  const hidden = await share(caseId, { showsPromises: false });
  assert.ok(!(await open(hidden.path)).html.includes('Was wir versprochen haben'));
});

let count = 0;
async function aCase(text = 'my line is dead', more: Parameters<typeof say>[3] = {}) {
  const { app } = made;
  const author = `did:plc:customer${count++}`;
  const other = `did:plc:other${count}`;
  await takeIn(app, {
    sourceId: null,
    items: [
      say(author, '1', text, { minutesAgo: 30, ...more }),
      say(other, '2', 'a stranger says something private', { minutesAgo: 25, ...under(uri(author, '1')) }),
      say(OWN, `a${count}`, 'we look at it', { minutesAgo: 20, ...under(uri(author, '1')) }),
    ],
  });
  const rows = (await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 200 })).items;
  const idOf = (who: string) => rows.find((row) => row.author.externalId === who)!.id;
  const { ids } = await openCase(app, systemActor, {
    conversationIds: [idOf(author)],
    title: 'Secret internal title',
  });
  return { caseId: ids[0]!, conversationId: idOf(author), otherId: idOf(other) };
}

async function share(caseId: string, wish: object = {}) {
  const { status, body } = await agent.post(`/api/v1/cases/${caseId}/pages`, wish);
  assert.equal(status, 201, JSON.stringify(body));
  const { link, page } = body as { link: string; page: { id: string } };
  return { path: new URL(link).pathname, pageId: page.id };
}

async function open(path: string) {
  const answer = await made.server.inject({ method: 'GET', url: path });
  return { status: answer.statusCode, html: answer.body, headers: answer.headers };
}

const proofIn = (html: string) => /name="proof" value="([^"]+)"/.exec(html)![1]!;

async function send(path: string, fields: Record<string, string>, file?: { name: string; bytes: Buffer }) {
  const boundary = 'formboundary';
  const pieces: Uint8Array[] = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  if (file)
    pieces.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\n\r\n`,
      ),
      file.bytes,
      Buffer.from('\r\n'),
    );
  const payload = Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
  const answer = await made.server.inject({
    method: 'POST',
    url: path,
    remoteAddress: `10.0.${Math.floor(count / 250)}.${(count++ % 250) + 1}`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  return { status: answer.statusCode, html: answer.body, location: answer.headers.location };
}

test('the customer sees what was said and where it stands, and nothing internal', async () => {
  const { caseId } = await aCase(`dead line ${HOSTILE}`);
  await addCaseNote(made.app, systemActor, caseId, { text: 'customer is difficult, internal note' });
  await changeCases(made.app, systemActor, [caseId], {
    handling: { addLabels: ['troublemaker'], assigneeId: agent.userId },
  });
  const { path } = await share(caseId, { nextStep: 'A technician comes on Monday.' });
  const { status, html, headers } = await open(path);
  assert.equal(status, 200);
  for (const shown of [
    'dead line',
    'we look at it',
    'A technician comes on Monday.',
    'We are waiting for you',
  ])
    assert.ok(html.includes(shown), shown);
  for (const hidden of [
    'internal note',
    'troublemaker',
    'Secret internal title',
    'a stranger says',
    'The agent',
    '<script',
    '<img',
    'case_',
    'conv_',
    agent.userId,
  ])
    assert.ok(!html.includes(hidden), hidden);
  assert.match(String(headers['content-security-policy']), /default-src 'none'/);
  assert.deepEqual(
    [headers['x-robots-tag'], headers['referrer-policy'], headers['cache-control'], headers['set-cookie']],
    ['noindex, nofollow', 'no-referrer', 'private, no-store', undefined],
  );
});

test('the secret of a link is kept as a hash only; it expires, can be taken back, and tells nothing then', async () => {
  const { caseId } = await aCase();
  const { path, pageId } = await share(caseId);
  const token = path.split('/').at(-1)!;
  const dump = JSON.stringify(await made.app.db.query('select * from case_pages where id = $1', [pageId]));
  assert.ok(!dump.includes(token));
  await made.app.db.query(`update case_pages set expires_at = now() - interval '1 second' where id = $1`, [
    pageId,
  ]);
  const over = await open(path);
  assert.equal(over.status, 404);
  const never = await open('/shared/case/AAAA');
  const plain = (html: string) => html.replaceAll(/nonce="[^"]+"/g, '');
  assert.equal(plain(over.html), plain(never.html), 'one cannot tell that it was there once');
  const second = await share(caseId);
  assert.equal((await agent.delete(`/api/v1/case-pages/${second.pageId}`)).status, 204);
  assert.equal((await open(second.path)).status, 404);
  assert.equal((await send(second.path, { act: 'wrote', text: 'x', proof: 'x' })).status, 400);
  for (const wrong of ['%00', '..%2f..', 'a'.repeat(5000), "'; drop table cases"]) {
    assert.ok(
      [400, 404, 414].includes((await open(`/shared/case/${encodeURIComponent(wrong)}`)).status),
      wrong,
    );
  }
});

test('words and a photo from the customer are in the case, on the page, in the history and in the audit log', async () => {
  const { caseId } = await aCase();
  await changeCases(made.app, systemActor, [caseId], { status: 'waiting' });
  const { path } = await share(caseId);
  const proof = proofIn((await open(path)).html);
  const bytes = Buffer.from('%PDF-1.4 a bill');
  const sent = await send(
    path,
    { act: 'wrote', text: `the bill ${HOSTILE}`, proof },
    { name: '../../bill.pdf', bytes },
  );
  assert.deepEqual([sent.status, sent.location], [303, `${path}?done=wrote`]);
  const detail = await readCase(made.app, systemActor, caseId);
  assert.equal(detail.status, 'open', 'somebody has to look');
  assert.deepEqual(
    detail.files.map((file) => file.name),
    ['bill.pdf'],
  );
  assert.ok(
    detail.notes.some((note) => note.author.name === 'The customer' && note.text.startsWith('the bill')),
  );
  assert.ok(detail.history.some((line) => line.text === 'The customer wrote on the page of the case'));
  const { html } = await open(`${path}?done=wrote`);
  assert.ok(
    html.includes('Sent the file bill.pdf') && html.includes('Thank you.') && !html.includes('<script'),
  );
  const audited = await made.app.db.query<{ address: string }>(
    `select address from audit_entries where action = 'case_page.wrote'`,
  );
  assert.ok(audited.some((line) => line.address?.startsWith('10.0.')));
});

test('a solved case can be rated once and opened again', async () => {
  const { caseId } = await aCase();
  await changeCases(made.app, systemActor, [caseId], { status: 'solved' });
  const { path } = await share(caseId);
  const { html } = await open(path);
  assert.ok(html.includes('How did we do?') && html.includes('Open it again'));
  const proof = proofIn(html);
  assert.equal((await send(path, { act: 'rated', rating: '6', proof })).status, 400);
  assert.equal((await send(path, { act: 'rated', rating: '2', text: 'took long', proof })).status, 303);
  assert.equal((await readCase(made.app, systemActor, caseId)).status, 'solved', 'a rating opens nothing');
  assert.ok(!(await open(path)).html.includes('How did we do?'));
  assert.equal((await send(path, { act: 'reopened', text: 'again', proof })).status, 303);
  assert.equal((await readCase(made.app, systemActor, caseId)).status, 'open');
});

test('"nobody called me back" raises the case and tells the owners where no team has a lead', async () => {
  const { caseId } = await aCase();
  await changeCases(made.app, systemActor, [caseId], { status: 'solved' });
  const { path } = await share(caseId);
  const sent = await send(path, { act: 'no-call', proof: proofIn((await open(path)).html) });
  assert.equal(sent.status, 303);
  const detail = await readCase(made.app, systemActor, caseId);
  assert.deepEqual([detail.status, detail.labels], ['open', ['nobody called back']]);
  const notices = await made.app.db.query<{ audience: string }>(
    'select audience from notices where key = $1',
    [`case-no-call:${caseId}`],
  );
  assert.deepEqual(notices, [{ audience: 'owners' }]);
});

test('a form from anywhere but the page is refused, and so is what is no form', async () => {
  const { caseId } = await aCase();
  const [one, two] = [await share(caseId), await share(caseId)];
  const foreign = proofIn((await open(two.path)).html);
  assert.equal((await send(one.path, { act: 'wrote', text: 'x', proof: foreign })).status, 400);
  const proof = proofIn((await open(one.path)).html);
  assert.equal((await send(one.path, { act: 'deleted', text: 'x', proof })).status, 400);
  assert.equal((await send(one.path, { act: 'wrote', text: '   ', proof })).status, 400);
  for (const type of [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ]) {
    const answer = await made.server.inject({
      method: 'POST',
      url: one.path,
      remoteAddress: '10.9.9.9',
      headers: { 'content-type': type },
      payload: '{"act":"wrote"}',
    });
    assert.ok([400, 415].includes(answer.statusCode), type);
  }
  assert.equal((await readCase(made.app, systemActor, caseId)).notes.length, 0);
});

test('nobody can flood a case', async () => {
  const { caseId } = await aCase();
  const { path, pageId } = await share(caseId);
  const proof = proofIn((await open(path)).html);
  await made.app.db.query(
    `insert into case_page_events (id, page_id, case_id, kind, text) select 'cpev_' || i, $1, $2, 'wrote', 'x' from generate_series(1, 20) as i`,
    [pageId, caseId],
  );
  const refused = await send(path, { act: 'wrote', text: 'one more', proof });
  assert.equal(refused.status, 429);
  assert.ok(refused.html.includes('Nothing was kept'));
  let last = 0;
  for (let n = 0; n < 12; n++) {
    const answer = await made.server.inject({
      method: 'POST',
      url: path,
      remoteAddress: '10.8.8.8',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload: '--b--',
    });
    last = answer.statusCode;
  }
  assert.equal(last, 429, 'ten a minute from one address');
});

test('a page never mixes the words of two people', async () => {
  const { caseId, conversationId, otherId } = await aCase();
  await agent.post(`/api/v1/cases/${caseId}/threads`, { conversationIds: [otherId] });
  const both = await agent.post(`/api/v1/cases/${caseId}/pages`, {
    conversationIds: [conversationId, otherId],
  });
  assert.equal((both.body as { error: { code: string } }).error.code, 'case_page.several_people');
  const { path } = await share(caseId, { conversationIds: [conversationId] });
  assert.ok(!(await open(path)).html.includes('a stranger says'));
  const wrong = await agent.post(`/api/v1/cases/${caseId}/pages`, {
    conversationIds: [`conv_${'0'.repeat(26)}`],
  });
  assert.equal((wrong.body as { error: { code: string } }).error.code, 'case_page.not_in_case');
  const viewer = await made.staff('viewer');
  assert.equal((await viewer.post(`/api/v1/cases/${caseId}/pages`, {})).status, 403);
});
