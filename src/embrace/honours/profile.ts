import type { Html } from '#lib/html/index.ts';
import type { Member, Visit } from '#people/members/index.ts';
import { readHonours } from './settings.ts';
import { profileHonours } from './views.ts';
import { wordsIn } from './words.ts';

/** A member's rank and badges; the database is not asked. */
export async function honoursOfProfile({ app, language }: Visit, member: Member): Promise<Html | null> {
  if (member.honours.length === 0) return null;
  const { honours } = await readHonours(app);
  return profileHonours({ words: wordsIn(language), language }, honours, member.honours);
}
