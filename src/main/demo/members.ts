import { addUsual, removeUsual } from '#embrace/honours/index.ts';
import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import {
  addMember,
  eraseMembers,
  findMembersByHandle,
  readCommunity,
  saveCommunity,
  sayOfMember,
} from '#people/members/index.ts';

const NAME = 'Lumora community';

/** Customers of the sample company who have an account on its site. Their addresses lead nowhere. */
const PEOPLE = [
  {
    handle: 'nora-v',
    displayName: 'Nora V.',
    pronouns: 'she/her',
    languages: ['en', 'de'],
    bio: 'Line since 2011, router tinkerer, knows the back of every manual.',
  },
  {
    handle: 'theo_b',
    displayName: 'Theo Brandt',
    pronouns: null,
    languages: ['de'],
    bio: 'I moved twice last year and know all about taking a number along.',
  },
  {
    handle: 'ikram',
    displayName: 'Ikram',
    pronouns: 'she/they',
    languages: ['fr', 'en'],
    bio: 'Abroad half of the month. Ask me about roaming.',
  },
  { handle: 'jules77', displayName: 'Jules', pronouns: null, languages: ['en'], bio: null },
  {
    handle: 'priya-k',
    displayName: 'Priya K.',
    pronouns: 'she/her',
    languages: ['en'],
    bio: 'Runs a small shop on a mobile line.',
  },
  {
    handle: 'old-oscar',
    displayName: 'Oscar',
    pronouns: 'he/him',
    languages: ['sv', 'en'],
    bio: 'Retired engineer. Patient with everybody who reads the question twice.',
  },
] as const;

/** Opens the sample company's community with a few members in it. */
export async function openCommunity(app: App, actor: Actor): Promise<void> {
  await saveCommunity(app, actor, {
    ...(await readCommunity(app)),
    isOpen: true,
    name: NAME,
    welcome: 'Ask, answer, and tell us what you wish.',
    languages: ['en', 'de'],
    homeUrl: 'https://lumora.example',
  });
  await addUsual(app, actor);
  for (const { handle, displayName, pronouns, languages, bio } of PEOPLE)
    await app.db.transaction(async () => {
      const proof = { mail: `${handle}@customer.example`, isMailVerified: true };
      const member = await addMember(app, { handle, displayName, language: null }, proof);
      await sayOfMember(app, member.id, { pronouns, bio, languages: [...languages] });
    });
}

/** They leave with the sample company, and the community closes where it still bears its name. */
export async function closeCommunity(app: App): Promise<void> {
  const members = await findMembersByHandle(
    app,
    PEOPLE.map(({ handle }) => handle),
  );
  await eraseMembers(
    app,
    members.filter(({ mail }) => mail?.endsWith('@customer.example')).map(({ id }) => id),
  );
  const settings = await readCommunity(app);
  if (settings.name !== NAME) return;
  await removeUsual(app, systemActor);
  await saveCommunity(app, systemActor, { ...settings, isOpen: false });
}
