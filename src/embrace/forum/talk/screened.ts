import type { App } from '#platform/app/index.ts';
import { screen } from '#embrace/moderation/index.ts';
import type { Doer } from '../doer.ts';
import { type Written, written, writtenTitle } from './written.ts';

/**
 * Has the rules look at what a member wrote, in the ambient transaction: what may be posted, and whether it waits for a look by the team.
 * Colleagues, and what is brought over from elsewhere, pass. Throws `moderation.refused` and its like.
 */
export async function screened(
  app: App,
  { memberId }: Doer,
  given: { id: string; text: Written; title: string; at: Date | undefined },
): Promise<{ text: Written; title: string; isHeld: boolean }> {
  const { id, text, title } = given;
  if (memberId === null || given.at !== undefined) return { text, title, isHeld: false };
  const seen = await screen(app, {
    kind: 'post',
    id,
    member: { id: memberId },
    text: text.markdown,
    title,
    html: text.html,
    mentions: text.mentions.length,
  });
  return {
    text: seen.text === text.markdown ? text : await written(app, seen.text),
    title: seen.title === title ? title : writtenTitle(seen.title),
    isHeld: seen.verdict === 'hold',
  };
}
