import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import { systemActor } from '#platform/app/index.ts';
import {
  eraseMembers,
  type Member,
  memberBelongingsPort,
  partsOfProfile,
  profilePartsPort,
  profileScreenPort,
  readMembers,
} from '#people/members/index.ts';
import { type Court, openCourt } from '../../forum/order/testing/court.ts';
import { type Answer } from '../../../../test/helpers/browser.ts';
import { erasedMeanwhile } from '../../../people/members/testing/erased-meanwhile.ts';
import { sendForm, type Signed } from '../../forum/testing/stage.ts';
import { moderatedPort, moderationBelongings, saveWord } from '../index.ts';
import { flag as flagIt } from '../cases/flag.ts';
import { judgeSite } from '../texts/seen.ts';
import { flagOfProfile } from './flag-pages.ts';
import { moderatedProfiles } from './kinds.ts';
import { screenProfile } from './screened.ts';

let court: Court;
before(async () => {
  court = await openCourt();
  const { app } = court.stage;
  app.provide(moderatedPort, moderatedProfiles);
  app.provide(memberBelongingsPort, [moderationBelongings]);
  app.provide(profilePartsPort, [flagOfProfile]);
  app.provide(profileScreenPort, screenProfile);
});
after(() => court.stage.test.close());

const now = async ({ member }: Signed): Promise<Member> =>
  (await readMembers(court.stage.app, [member.id])).get(member.id)!;

/** Saves a profile as its form does. */
async function say(by: Signed, said: Partial<Record<string, string>>) {
  const { handle, displayName, bio, signature, pronouns } = await now(by);
  const fields = {
    handle,
    displayName,
    bio: bio ?? '',
    signature: signature ?? '',
    pronouns: pronouns ?? '',
  };
  return sendForm(by, '/community/me', '/community/me/profile', {
    ...fields,
    languages: '',
    language: 'en',
    ...(said as Record<string, string>),
  });
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The same picture with a text in it. */
function withWords(png: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const data = Buffer.from('tEXtComment\0From my holidays');
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length - 4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([png.subarray(0, 33), length, data, sum, png.subarray(33)]);
}

async function show(by: Signed, picture: Uint8Array<ArrayBuffer> = PNG, name = 'me.png'): Promise<Answer> {
  const html = String((await by.get('/community/me')).body);
  const form = new FormData();
  form.set('proof', /me\/picture"[^>]*><input type="hidden" name="proof" value="([^"]+)"/.exec(html)![1]!);
  form.set('picture', new Blob([picture]), name);
  const sent = new Response(form);
  const type = { 'content-type': sent.headers.get('content-type')! };
  return by.post('/community/me/picture', Buffer.from(await sent.arrayBuffer()), type);
}

type Part = 'name' | 'picture' | 'about' | 'signature';
/** Flags a part of a profile by the page that everybody has. */
async function flag(by: Signed, whose: Signed, part: Part, reason = 'offensive') {
  const page = `/community/flag/profile/${whose.member.id}`;
  const html = String((await by.get(page)).body);
  const value = new RegExp(`name="part" value="(member${part} [^"]+)"`).exec(html)?.[1] ?? '';
  return sendForm(by, page, page, { part: value, reason, text: '' });
}

const caseOf = async (of: Signed, part: Part, list: 'open' | 'done' = 'open') =>
  (await court.queue(list)).find(
    ({ author, kind }) => author?.id === of.member.id && kind === `member${part}`,
  )!;
const take = async (of: Signed, part: Part) =>
  court.decide(court.manager, await caseOf(of, part), { decision: 'hide', reason: 'It insults people' });

describe('a part of a profile', () => {
  it('is flagged by its page, shown to colleagues as it is, taken away with a reason, and told to the member', async () => {
    const [rude, flagger] = [await court.trusted('rude'), await court.trusted('flagger')];
    await say(rude, {
      displayName: 'Rude Person',
      bio: 'You are all fools',
      signature: 'Fools!',
      pronouns: 'it',
    });
    assert.equal((await show(rude)).status, 303);
    const profile = (await court.seen('/community/members/rude')).html;
    assert.match(profile, new RegExp(`href="/community/flag/profile/${rude.member.id}"`));
    assert.doesNotMatch((await court.seen('/community/members/rude', rude)).html, /flag\/profile/);
    for (const part of ['name', 'picture', 'about', 'signature'] as const)
      assert.match(String((await flag(flagger, rude, part)).body), /Moderators will look at it/, part);
    const [about, picture] = [await caseOf(rude, 'about'), await caseOf(rude, 'picture')];
    assert.equal(about.text, 'it\n\nYou are all fools');
    assert.match(picture.pictureUrl!, /^\/api\/v1\/files\/file_/);
    assert.equal((await court.stage.test.browser().get(picture.pictureUrl!)).status, 200);
    for (const part of ['name', 'picture', 'about', 'signature'] as const)
      assert.equal((await take(rude, part)).status, 204, part);
    const after = await now(rude);
    assert.deepEqual(
      [after.bio, after.signature, after.avatarFileId, after.pronouns],
      [null, null, null, null],
    );
    assert.match(after.handle, /^member-[0-9a-z]{10}$/);
    assert.equal(after.displayName, after.handle);
    const order = String((await rude.get('/community/me/order')).body);
    for (const words of ['your name', 'your picture', 'what you say about yourself', 'your signature'])
      assert.match(order, new RegExp(`Hidden</strong>: <span dir="auto">${words}`), words);
    assert.match(order, /It insults people/);
    const gone = await court.seen(`/community/members/${after.handle}`);
    assert.doesNotMatch(gone.html, /fools|Rude/i);
    assert.equal((await court.seen('/community/members/rude')).status, 404);
  });

  it('is not put up again, nor what looks like it, while something else may be', async () => {
    const [rude, flagger] = [await court.trusted('again'), await court.trusted('flagger2')];
    await say(rude, { bio: 'You are all fools', displayName: 'Foolish' });
    await flag(flagger, rude, 'about');
    await flag(flagger, rude, 'name');
    for (const part of ['about', 'name'] as const) await take(rude, part);
    for (const bio of ['You are all fools', 'yOu - aré аll “FOOLS”']) {
      const refused = await say(rude, { bio });
      assert.equal(refused.status, 422, bio);
      assert.match(String(refused.body), /Moderators took this away/);
    }
    assert.equal((await say(rude, { handle: 'fool-ish', displayName: 'x' })).status, 422);
    assert.equal(
      (await say(rude, { bio: 'I like lamps', handle: 'lampfan', displayName: 'Lamp fan' })).status,
      303,
    );
    assert.equal((await now(rude)).bio, 'I like lamps');
    // What stands there now is another one: flagged anew, and what was decided stays decided.
    await flag(flagger, rude, 'about');
    const next = await caseOf(rude, 'about');
    assert.deepEqual([next.text, next.isHidden, next.id.endsWith('.1')], ['I like lamps', false, true]);
    assert.equal((await court.decide(court.manager, next, { decision: 'keep' })).status, 204);
    assert.equal((await now(rude)).bio, 'I like lamps');
  });

  it('is no picture that was taken away, under whatever name and with whatever was written into it, until it is given back', async () => {
    const [one, flagger] = [await court.trusted('faces'), await court.trusted('flagger7')];
    await show(one);
    await flag(flagger, one, 'picture');
    await take(one, 'picture');
    for (const [picture, name] of [
      [PNG, 'other.png'],
      [withWords(PNG), 'holiday.png'],
    ] as const) {
      const refused = await show(one, picture, name);
      assert.equal(refused.status, 422, name);
      assert.match(String(refused.body), /Moderators took this away/);
    }
    assert.equal((await now(one)).avatarFileId, null);
    assert.equal((await show(one, GIF, 'other.gif')).status, 303, 'another one may be put up');
    const done = await caseOf(one, 'picture', 'done');
    const path = `/api/v1/moderation/queue/${done.kind}/${done.id}/undo`;
    assert.equal((await court.manager.post(path, { version: done.version })).status, 204);
    assert.equal((await show(one)).status, 303, 'colleagues took it back');
  });

  it('comes back exactly when the decision is taken back, and by an appeal, but over nothing newer', async () => {
    const [one, flagger] = [await court.trusted('back'), await court.trusted('flagger3')];
    await say(one, { bio: 'Words', pronouns: 'they', displayName: 'Back again' });
    await show(one);
    const before = await now(one);
    for (const part of ['about', 'picture', 'name'] as const) {
      await flag(flagger, one, part);
      await take(one, part);
      const done = await caseOf(one, part, 'done');
      const path = `/api/v1/moderation/queue/${done.kind}/${done.id}/undo`;
      assert.equal((await court.manager.post(path, { version: done.version })).status, 204, part);
    }
    const { lastSeenAt: _seen, ...same } = await now(one);
    const { lastSeenAt: _before, ...was } = before;
    assert.deepEqual(same, was);
    assert.equal((await court.seen(`/community/faces/${before.avatarFileId}`)).status, 200);
    await take(one, 'about');
    const page = String((await one.get('/community/me/order')).body);
    const [, action] = /name="action" value="(mac_[^"]+)"/.exec(page)!;
    await sendForm(one, '/community/me/order', '/community/me/order', {
      action: action!,
      text: 'A misunderstanding',
    });
    const granted = await court.colleague.put(`/api/v1/moderation/actions/${action}/appeal`, {
      isGranted: true,
      answer: 'You are right',
    });
    assert.equal(granted.status, 204);
    assert.equal((await now(one)).bio, 'Words');
    await flag(await court.trusted('flagger4'), one, 'about');
    await take(one, 'about');
    await say(one, { bio: 'Newer words' });
    const done = await caseOf(one, 'about', 'done');
    await court.manager.post(`/api/v1/moderation/queue/${done.kind}/${done.id}/undo`, {
      version: done.version,
    });
    assert.equal((await now(one)).bio, 'Newer words');
    assert.equal((await say(one, { bio: 'Words' })).status, 303, 'what was given back may be said again');
  });

  it('whose name somebody else took meanwhile comes back with the other name only', async () => {
    const [one, flagger] = [await court.trusted('firstname'), await court.trusted('flagger5')];
    await flag(flagger, one, 'name');
    await take(one, 'name');
    await court.stage.member('firstname');
    const done = await caseOf(one, 'name', 'done');
    await court.manager.post(`/api/v1/moderation/queue/${done.kind}/${done.id}/undo`, {
      version: done.version,
    });
    const after = await now(one);
    assert.deepEqual([after.displayName, after.handle.startsWith('member-')], ['firstname', true]);
  });

  it('is taken away before anybody looks where flags weigh enough, once for all who flag at that moment', async () => {
    const one = await court.trusted('flooded', 0);
    await say(one, { signature: 'Buy here' });
    const flaggers = await Promise.all(Array.from({ length: 8 }, (_, n) => court.trusted(`many${n}x`, 3)));
    await Promise.all(flaggers.map((by) => flag(by, one, 'signature', 'spam')));
    assert.equal((await now(one)).signature, null);
    const row = await caseOf(one, 'signature');
    assert.deepEqual([row.isHidden, row.text, row.isOpen], [true, 'Buy here', true]);
    const rows = await court.stage.app.db.query('select 1 from member_resets where member_id = $1', [
      one.member.id,
    ]);
    assert.equal(rows.length, 1);
    assert.equal((await court.decide(court.manager, row, { decision: 'keep' })).status, 204);
    assert.equal((await now(one)).signature, 'Buy here');
  });

  it('is not flagged by somebody who is erased in that moment: nothing of him weighs or stays', async () => {
    const { app } = court.stage;
    const [one, leaver] = [await court.trusted('flagged', 0), await court.trusted('leaver', 3)];
    await say(one, { signature: 'Buy here' });
    const wish = { kind: 'membersignature', id: `${one.member.id}.0`, reason: 'spam' } as const;
    const said = await erasedMeanwhile(app, leaver.member.id, [() => flagIt(app, leaver.member, wish)]);
    assert.match(said.join(), /^AppError/);
    const left = await app.db.query('select 1 from moderation_flags where member_id = $1', [
      leaver.member.id,
    ]);
    assert.deepEqual(left, []);
    assert.equal(await caseOf(one, 'signature'), undefined);
  });

  it('is flagged by members only, not one’s own, not what is not there, and by no foreign form', async () => {
    const [one, other] = [await court.trusted('target'), await court.trusted('guest')];
    await say(one, { bio: 'Hello' });
    const page = `/community/flag/profile/${one.member.id}`;
    assert.equal((await court.stage.test.browser().get(page)).status, 303);
    assert.equal((await one.get(page)).status, 404);
    assert.equal((await other.get('/community/flag/profile/mem_nobody')).status, 404);
    const missing = await flag(other, one, 'picture');
    assert.match(String(missing.body), /Say what of the profile is wrong/);
    const foreign = await sendForm(other, page, page, {
      part: `memberabout ${other.member.id}.0`,
      reason: 'spam',
    });
    assert.match(String(foreign.body), /Say what of the profile is wrong/);
    const stale = await sendForm(other, page, page, {
      part: `memberabout ${one.member.id}.7`,
      reason: 'spam',
    });
    assert.match(String(stale.body), /nothing like this any more/);
    const forged = await other.post(
      page,
      new URLSearchParams({ proof: 'x', part: `memberabout ${one.member.id}.0`, reason: 'spam' }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
    );
    assert.equal(forged.status, 400);
    assert.equal(await caseOf(one, 'about'), undefined);
  });

  it('meets the watched words and bad sites, but only where it changes', async () => {
    const { app } = court.stage;
    const one = await court.trusted('wordy');
    await say(one, { bio: 'I sell gizmotron' });
    const word = (pattern: string, action: 'hold' | 'flag') =>
      saveWord(app, systemActor, {
        pattern,
        action,
        isExpression: false,
        replacement: '',
        reason: '',
        isOn: true,
      });
    await word('gizmotron', 'hold');
    await word('rival', 'flag');
    await judgeSite(app, systemActor, 'evil.example', 'bad');
    assert.equal((await say(one, { signature: 'Bye' })).status, 303, 'what stood there before keeps nobody');
    for (const [field, value] of [
      ['bio', 'Best gizm0tron, g i z m o t r o n'],
      ['displayName', 'Gizmotron'],
      ['signature', 'gizmotron'],
      ['bio', 'see https://evil.example/x'],
    ] as const) {
      const refused = await say(one, { [field]: value });
      assert.equal(refused.status, 422, `${field} ${value}`);
      assert.match(String(refused.body), /cannot stand in a profile/);
    }
    assert.equal((await say(one, { bio: 'I work for a rival' })).status, 303);
    assert.deepEqual((await caseOf(one, 'about')).why, [{ code: 'word', text: 'Watched word: rival' }]);
  });

  it('goes with its member, whatever was taken and from wherever', async () => {
    const { app } = court.stage;
    const [one, flagger] = [await court.trusted('leaver'), await court.trusted('flagger6')];
    await say(one, { bio: 'Kumquat' });
    await show(one);
    const { avatarFileId } = await now(one);
    for (const part of ['about', 'picture'] as const) {
      await flag(flagger, one, part);
      await take(one, part);
    }
    assert.equal((await partsOfProfile(app, one.member.id)).length, 1);
    assert.match(String((await one.get('/community/me/privacy')).body), /./);
    await eraseMembers(app, [one.member.id]);
    assert.deepEqual(await partsOfProfile(app, one.member.id), []);
    const left = await app.db.query(
      `select 1 from member_resets where member_id = $1 union all select 1 from files where id = $2
        union all select 1 from moderation_cases where member_id = $1`,
      [one.member.id, avatarFileId],
    );
    assert.deepEqual(left, []);
  });
});
