/** A newcomer joins by a mailed link, asks, is helped by another customer and by the company, and accepts what helped; everybody who looks for it finds it from then on. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { CLOSED, saveCommunity } from '#people/members/index.ts';
import { catchUp } from '#embrace/forum/index.ts';
import { features } from '../../src/main/features.ts';
import { wholeServer } from '../../src/main/testing/whole-server.ts';
import { openGates } from '../../src/embrace/moderation/testing/open-gates.ts';
import type { Browser } from '../helpers/browser.ts';
import { startSmtp } from '../helpers/smtp.ts';

const smtp = await startSmtp();
const whole = await wholeServer({ smtpUrl: smtp.url, mailFrom: 'Lumora <people@lumora.example>' });
const { app } = whole;
after(async () => {
  await whole.close();
  await smtp.close();
});
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora' });
await openGates(app);
const voice = features.flatMap(({ services = [] }) => services).find(({ name }) => name === 'forum.voice');
await voice!.start(app, new AbortController().signal);
const owner = await whole.staff('owner');
await owner.post('/api/v1/forum/categories', { name: 'Help', slug: 'help', text: '' });

/** Fills the form of a page, as a browser without scripts does. */
async function fill(by: Browser, page: string, action: string, fields: Record<string, string>) {
  const html = String((await by.get(page)).body);
  const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const body = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...fields };
  return by.post(action, new URLSearchParams(body).toString(), FORM);
}

/** Joins as somebody does who never was here: his address, the link in his mail, a name. */
async function arrives(handle: string): Promise<Browser> {
  const browser = whole.browser();
  const mail = `${handle}@customer.example`;
  await fill(browser, '/community/join', '/community/join', { mail });
  const letter = await smtp.mailTo(mail);
  const link = /http:\/\/localhost:3000(\/community\/enter\?ticket=\S+)/.exec(letter.text)?.[1];
  assert.ok(link, letter.text);
  const entered = await fill(browser, link, '/community/enter', { handle, displayName: handle });
  assert.equal(entered.status, 303, JSON.stringify(entered.body).slice(0, 300));
  return browser;
}

describe('a newcomer', () => {
  it('asks, is helped and accepts; the next stranger finds the answer at once', async () => {
    const [nadia, bob] = [await arrives('nadia'), await arrives('bobby')];
    const category = (await owner.get('/api/v1/forum/categories')).body.items[0].id as string;
    const title = 'The hub hums at night';
    const asked = await fill(nadia, '/community/new', '/community/new', {
      category,
      kind: 'question',
      title,
      markdown: 'A low sound, from two to five.',
      tags: 'hub',
      act: 'post',
    });
    const path = String(asked.headers['location']);
    const id = /\/t\/(thr_[0-9a-z]+)/.exec(path)?.[1];
    assert.ok(id, JSON.stringify(asked.body).slice(0, 600));
    assert.match(String((await whole.browser().get('/community/unanswered')).body), /hub hums/);

    const reply = (by: Browser, markdown: string) =>
      fill(by, path, `/community/t/${id}/reply`, { markdown, act: 'post' });
    assert.equal(
      (await reply(bob, 'Mine did, too: it is the **fan**. Turn the hub on its side.')).status,
      303,
    );
    await catchUp(app);
    const { items } = (await owner.get('/api/v1/inbox?status=any')).body as { items: { network: string }[] };
    assert.deepEqual(
      items.map(({ network }) => network),
      ['community'],
      'the company hears of it, once',
    );

    const page = String((await nadia.get(path)).body);
    const answer = [...page.matchAll(/\/community\/p\/(fpost_[0-9a-z]+|post_[0-9a-z]+|\w+)\/act/g)]
      .map(([, one]) => one!)
      .at(-1)!;
    assert.equal(
      (await fill(bob, path, `/community/p/${answer}/act`, { act: 'accept' })).status,
      403,
      'only who asked',
    );
    assert.equal((await fill(nadia, path, `/community/p/${answer}/act`, { act: 'accept' })).status, 303);

    const seen = String((await whole.browser().get(`${path}?n=1`)).body);
    assert.match(seen, /"acceptedAnswer":\[\{"@type":"Answer"[^]*?Turn the hub on its side/);
    const found = String((await whole.browser().get('/search?q=hub+hums+nigth')).body);
    assert.match(found, /Turn the <?|hub hums at night/i);
    assert.match(found, /badge thread/);
    const told = await app.db.query<{ kind: string }>(
      `select kind from notifications n join members m on m.id = n.member_id where m.handle = 'bobby'`,
    );
    assert.ok(
      told.some(({ kind }) => /accept/.test(kind)),
      JSON.stringify(told),
    );
  });
});
