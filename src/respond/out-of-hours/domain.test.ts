import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backWords, isFresh, settingFor, unknownNames, whyNot } from './domain.ts';
import { type ChannelSetting, channelSetting } from './schema.ts';

const texts = [{ language: 'en', body: 'Back {{back}}' }];
const setting = (more: Partial<ChannelSetting>) => channelSetting.parse({ network: 'mail', texts, ...more });
const now = new Date('2026-11-23T02:00:00Z');

test('when we open is told in the reader’s words, with the zone where it is not his own', () => {
  const opensAt = new Date('2026-11-23T08:00:00Z');
  const berlin = { zone: 'Europe/Berlin', isReaders: true };
  assert.match(backWords(opensAt, { language: 'de', ...berlin }), /^Montag, 23\. November um 0?9:00$/);
  assert.match(backWords(opensAt, { language: 'en', ...berlin }), /^Monday, November 23 at 9:00\sAM$/);
  const told = backWords(opensAt, { language: 'en', zone: 'America/New_York', isReaders: false });
  assert.match(told, /3:00\sAM EST$/);
  // Over a change of clocks.
  const spring = new Date('2027-03-28T07:00:00Z');
  assert.match(backWords(spring, { language: 'de', ...berlin }), /28\. März um 0?9:00/);
});

test('an account’s own setting comes before the network’s, also when it is off', () => {
  const all = setting({});
  const one = setting({ accountId: 'ba_1', isOn: false });
  assert.equal(settingFor([one, all], 'mail', 'ba_2'), all);
  assert.equal(settingFor([all, one], 'mail', 'ba_1'), undefined);
  assert.equal(settingFor([all, one], 'chat', 'ba_1'), undefined);
});

test('machines, lists, addresses that nobody reads and the public get nothing', () => {
  const post = { isPrivate: true, remarks: [], createdAt: now };
  const ask = (more: object, handle = 'maya@customer.example', inPublic = false) =>
    whyNot({ post: { ...post, ...more }, handle, inPublic });
  assert.equal(ask({}), null);
  for (const kind of ['automatic', 'answering-machine', 'list'] as const)
    assert.match(ask({ remarks: [{ kind, text: '' }] })!, /machine/);
  for (const handle of [
    'no-reply@shop.example',
    'noreply+42@shop.example',
    'do_not_reply@shop.example',
    'donotreply@shop.example',
    'MAILER-DAEMON@mx.example',
    'postmaster@mx.example',
    'bounces+7=ann@list.example',
  ])
    assert.match(ask({}, handle)!, /Nobody reads/, handle);
  for (const handle of [
    'norah@customer.example',
    'abuser@customer.example',
    'replying@customer.example',
    'root.beer@x.example',
  ])
    assert.equal(ask({}, handle), null, handle);
  assert.match(ask({ isPrivate: false })!, /in public/);
  assert.equal(ask({ isPrivate: false }, undefined, true), null);
});

test('what was written long before we heard of it is not answered', () => {
  const ago = (minutes: number) => ({ createdAt: new Date(now.getTime() - minutes * 60_000) });
  assert.deepEqual(
    [isFresh(ago(59), now), isFresh(ago(61), now), isFresh(ago(-600), now)],
    [true, false, true],
  );
});

test('a text may ask only for what can be known', () => {
  const names = unknownNames([
    { language: 'en', body: '{{back}} {{customer.first_name|you}} {{bakc}} {{case.field.x}} {{bakc}}' },
  ]);
  assert.deepEqual(names, ['bakc']);
});
