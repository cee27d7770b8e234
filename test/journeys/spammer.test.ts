/** A spammer is contained: what he floods with is seen by nobody, found nowhere and mailed to nobody, the team decides with one click, and honest members write on. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { addMember, CLOSED, readMembers, saveCommunity } from '#people/members/index.ts';
import { wholeServer } from '../../src/main/testing/whole-server.ts';
import { signInMember } from '../../src/people/members/testing/sign-in.ts';
import type { Browser } from '../helpers/browser.ts';

const whole = await wholeServer();
const { app } = whole;
after(() => whole.close());
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora' });
const owner = await whole.staff('owner');
await owner.post('/api/v1/forum/categories', { name: 'Help', slug: 'help', text: '' });
const category = (await owner.get('/api/v1/forum/categories')).body.items[0].id as string;

async function joined(handle: string): Promise<Browser & { id: string }> {
  const member = await app.db.transaction(() =>
    addMember(app, { handle, displayName: handle, language: 'en' }, {}),
  );
  const browser = whole.browser({ address: `192.0.2.${20 + handle.length}` });
  await signInMember(app, browser, member.id);
  return Object.assign(browser, { id: member.id });
}

async function asks(by: Browser, title: string, markdown: string) {
  const html = String((await by.get('/community/new')).body);
  const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const fields = { category, kind: 'question', title, markdown, tags: '', act: 'post' };
  const body = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...fields };
  return by.post('/community/new', new URLSearchParams(body).toString(), FORM);
}

interface Held {
  kind: string;
  id: string;
  version: number;
  isHeld: boolean;
  why: object[];
}

const OPEN = [
  '/community',
  '/community/feed.atom',
  '/community/feed.json',
  '/community/sitemap.xml',
  '/community/search?q=casino',
  '/search?q=casino+bonus',
  '/community/tags',
];
const stranger = whole.browser({ address: '192.0.2.99' });
const nowhere = async (pattern: RegExp) => {
  for (const path of OPEN) {
    const { body } = await stranger.get(`${path}${path.includes('?') ? '&' : '?'}n=${Math.random()}`);
    assert.doesNotMatch(typeof body === 'string' ? body : JSON.stringify(body), pattern, path);
  }
};

describe('a spammer', () => {
  it('floods, and nobody sees anything of it but the team, which decides once', async () => {
    const spammer = await joined('lucky');
    const sent = [];
    for (let n = 0; n < 6; n++)
      sent.push(
        await asks(
          spammer,
          `Casino bonus ${n}`,
          `Win now at https://casino-${n}.example, 500% bonus, limited offer!!!`,
        ),
      );
    assert.ok(sent.some(({ status }) => status === 303));
    assert.ok(
      sent.some(({ status }) => status === 429 || status === 403),
      'a newcomer soon has to wait',
    );
    await nowhere(/Casino bonus/);
    const queue = (await owner.get('/api/v1/moderation/queue')).body.items as Held[];
    assert.ok(
      queue.length > 0 && queue.every(({ isHeld, why }) => isHeld && why.length > 0),
      JSON.stringify(queue).slice(0, 500),
    );

    const [first] = queue;
    const { kind, id, version } = first!;
    const decided = await owner.send('PUT', `/api/v1/moderation/queue/${kind}/${id}/decision`, {
      decision: 'hide',
      reason: 'Advertising',
      silenceDays: 30,
      version,
    });
    assert.ok(decided.status < 300, JSON.stringify(decided.body));
    assert.equal((await readMembers(app, [spammer.id])).get(spammer.id)?.state, 'silenced');
    assert.equal((await asks(spammer, 'Me again', 'Hello')).status, 403, 'and writes no more');
    await nowhere(/Casino bonus|Me again/);
    assert.match(String((await spammer.get('/community/me/order')).body), /Advertising/, 'he is told why');
  });

  it('changes nothing for an honest newcomer', async () => {
    const honest = await joined('honesty');
    const asked = await asks(honest, 'My hub hums', 'From two to five in the night.');
    assert.equal(asked.status, 303);
    const page = await stranger.get(String(asked.headers['location']));
    assert.equal(page.status, 200, 'everybody reads it at once');
  });
});
