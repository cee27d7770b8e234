import { BRAND, STORY_DAYS, tellStory } from '#connectors/sample/story/index.ts';
import type { History } from '#lib/forecast/index.ts';

const SLOTS = STORY_DAYS * 48;

/** The sample's two weeks as the forecast sees them: threads that customers begin about the brand, and all posts about it. It begins on a Monday. */
export function contactsOfStory(): History {
  const counts = Array.from({ length: SLOTS }, () => 0);
  const mentions = [...counts];
  for (const { type, author, text, root, minute } of tellStory()) {
    if (type !== 'post' || author === BRAND || !/lumora/i.test(text)) continue;
    const slot = Math.floor(minute / 30);
    mentions[slot]! += 1;
    if (root === undefined) counts[slot]! += 1;
  }
  const places = Array.from({ length: SLOTS }, (_, i) => ({
    slot: i % 336,
    day: Math.floor(i / 48),
    isHoliday: false,
  }));
  return { counts, places, mentions };
}
