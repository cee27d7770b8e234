import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readMembers } from './index.ts';
import { saveAvatar, saveProfile } from './service/profile.ts';
import { erasedMeanwhile } from './testing/erased-meanwhile.ts';
import { openPeople, type People } from './testing/people.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const WORDS = { pronouns: 'she', languages: '', language: 'en', bio: 'Mends kites.', signature: '' };

let people: People;
before(async () => {
  people = await openPeople();
});
after(() => people.made.close());

describe('who is erased while his profile is saved', () => {
  it('gets no name, words or picture back, and nothing is said of him', async () => {
    const { app } = people;
    await people.join('kitty');
    const id = await people.idOf('kitty');
    const member = (await readMembers(app, [id])).get(id)!;
    const said = await erasedMeanwhile(app, id, [
      () => saveProfile(app, member, { ...WORDS, handle: 'kitty', displayName: 'Kitty' }),
      () => saveProfile(app, member, { ...WORDS, handle: 'kitty2', displayName: 'Kitty Two' }),
      () => saveAvatar(app, member, { name: 'me.png', bytes: PNG }),
      () => saveAvatar(app, member, null),
    ]);
    assert.deepEqual([...new Set(said)], [`AppError: There is no member ${id}.`]);
    const [row] = await app.db.query(
      'select handle, display_name as name, bio, pronouns, avatar_file_id as picture from members where id = $1',
      [id],
    );
    assert.deepEqual(row, {
      handle: `former-${id.slice(-12)}`,
      name: 'Former member',
      bio: null,
      pronouns: null,
      picture: null,
    });
    const told = await app.db.query(
      `select 1 from audit_entries where subject = $1 and action in ('member.renamed', 'member.profile_changed')`,
      [id],
    );
    assert.deepEqual(told, []);
  });
});
