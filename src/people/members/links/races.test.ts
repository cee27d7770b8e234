import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import { readMembers } from '../index.ts';
import type { Member } from '../domain/member.ts';
import { AppError } from '#platform/errors/index.ts';
import { openPeople, type People } from '../testing/people.ts';
import { askForHandle, endLink, forgetCode, proveHandle, readLinks } from './links.ts';
import { handleProofsPort } from './ports.ts';

let people: People;
/** Who reads a handle's text is told this code; undefined where nothing is written. */
const written = new Map<string, string>();
/** Runs while a network is asked. */
let meanwhile = async (): Promise<void> => undefined;
before(async () => {
  people = await openPeople();
  people.app.provide(handleProofsPort, [
    {
      network: 'bluesky',
      name: 'Bluesky',
      read: (typed) => /^@?([a-z0-9]+\.example)$/.exec(typed)?.[1],
      async prove(_app, handle, code) {
        await meanwhile();
        return written.get(handle) === code ? { externalId: `did:plc:${handle}`, handle } : undefined;
      },
    },
  ]);
});
after(() => people.made.close());

let made = 0;
async function joined(): Promise<Member> {
  const handle = `racer${++made}`;
  await people.join(handle);
  const id = await people.idOf(handle);
  return (await readMembers(people.app, [id])).get(id)!;
}
const asks = (member: Member, handle: string) =>
  askForHandle(people.app, member, { network: 'bluesky', handle });
const proves = (member: Member, handle: string) =>
  proveHandle(people.app, member, {
    network: 'bluesky',
    handle,
    address: `10.9.${Math.floor(++made / 200)}.${(made % 200) + 1}`,
  });
const codesOf = async (member: Member) => (await readLinks(people.app, member)).codes;
async function account(externalId: string): Promise<string> {
  const network = 'bluesky';
  const ids = await rememberAccounts(people.app, [{ network, author: { externalId, handle: externalId } }]);
  return ids.get(accountKey(network, externalId))!;
}
async function areOne(member: Member, other: string): Promise<boolean> {
  const keys = await personKeyOf(people.app, [member.accountId!, other]);
  return keys.get(member.accountId!) === keys.get(other);
}
/** Asks for a handle and writes its code there. */
async function asksAndWrites(member: Member, handle: string): Promise<void> {
  await asks(member, handle);
  written.set(handle, (await codesOf(member)).find((one) => one.handle === handle)!.code);
}
/** How many came through; all others were refused for that reason. */
function through(results: readonly PromiseSettledResult<unknown>[], ...codes: string[]): number {
  for (const result of results)
    if (result.status === 'rejected') {
      const { reason } = result;
      assert.ok(reason instanceof AppError && codes.includes(reason.code), String(reason));
    }
  return results.filter(({ status }) => status === 'fulfilled').length;
}

describe('codes for handles', () => {
  it('are five at most, also of sixty-four that are asked for at once', async () => {
    const member = await joined();
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, n) => asks(member, `many${n}.example`)),
    );
    assert.equal(through(results, 'member.codes_many'), 5);
    assert.equal((await codesOf(member)).length, 5);
  });

  it('stay the same for who asks for one again and again, and another for everybody else', async () => {
    const [one, other] = [await joined(), await joined()];
    await Promise.all(Array.from({ length: 16 }, () => asks(one, '@same.example')));
    await asks(other, 'same.example');
    const [mine, theirs] = [await codesOf(one), await codesOf(other)];
    assert.deepEqual([mine.length, theirs.length], [1, 1]);
    assert.notEqual(mine[0]!.code, theirs[0]!.code);
    await asks(one, 'same.example');
    assert.equal((await codesOf(one))[0]!.code, mine[0]!.code);
  });

  it('are new once the old one is over, so that what stands there for long proves nothing', async () => {
    const member = await joined();
    await asksAndWrites(member, 'old.example');
    await people.app.db.query(
      'update member_handle_codes set expires_at = now() - make_interval(secs => 1) where member_id = $1',
      [member.id],
    );
    await asks(member, 'old.example');
    assert.notEqual((await codesOf(member))[0]!.code, written.get('old.example'));
    await assert.rejects(proves(member, 'old.example'), { code: 'member.handle_unproven' });
    assert.equal(await areOne(member, await account('did:plc:old.example')), false);
  });
});

describe('a proof', () => {
  it('counts once for two windows that check at the same moment', async () => {
    const member = await joined();
    await asksAndWrites(member, 'twice.example');
    const results = await Promise.allSettled([
      proves(member, 'twice.example'),
      proves(member, 'twice.example'),
    ]);
    assert.ok(through(results, 'member.handle_unproven') >= 1);
    assert.ok(await areOne(member, await account('did:plc:twice.example')));
    assert.deepEqual(await codesOf(member), []);
    const lines = await people.app.db.query(
      `select 1 from audit_entries where action = 'member.handle_proven' and subject = $1`,
      [member.id],
    );
    assert.equal(lines.length, 1, 'once in the audit log');
  });

  it('is none where its member took the code back while the network was asked', async () => {
    const member = await joined();
    await asksAndWrites(member, 'regret.example');
    meanwhile = () => forgetCode(people.app, member, 'bluesky', 'regret.example');
    await assert.rejects(proves(member, 'regret.example'), { code: 'member.handle_unproven' });
    meanwhile = async () => undefined;
    assert.equal(await areOne(member, await account('did:plc:regret.example')), false);
  });

  it('moves nothing where somebody else proves the same handle later, until that is his', async () => {
    const [first, second] = [await joined(), await joined()];
    await asksAndWrites(first, 'sold.example');
    await proves(first, 'sold.example');
    await asks(second, 'sold.example');
    await assert.rejects(proves(second, 'sold.example'), { code: 'member.handle_unproven' });
    const sold = await account('did:plc:sold.example');
    assert.deepEqual([await areOne(first, sold), await areOne(second, sold)], [true, false]);
    assert.equal(await areOne(first, second.accountId!), false, 'two members are not one by trying');
  });
});

describe('an ended link', () => {
  it('is ended once, by its member only, and the others of the person stay', async () => {
    const [member, other] = [await joined(), await joined()];
    for (const handle of ['keep.example', 'drop.example']) {
      await asksAndWrites(member, handle);
      await proves(member, handle);
    }
    const [keep, drop] = [await account('did:plc:keep.example'), await account('did:plc:drop.example')];
    for (const foreign of [drop, member.accountId!, 'acc_none', '', '\0'])
      await assert.rejects(endLink(people.app, other, foreign), { code: 'member.link_unknown' });
    await assert.rejects(endLink(people.app, member, member.accountId!), { code: 'member.link_unknown' });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => endLink(people.app, member, drop)),
    );
    assert.equal(through(results, 'member.link_unknown'), 1);
    assert.deepEqual([await areOne(member, keep), await areOne(member, drop)], [true, false]);
    assert.deepEqual(
      (await readLinks(people.app, member)).links.map(({ accountId }) => accountId),
      [keep],
    );
  });
});
