/** The synthetic stream that ships: two weeks around an invented telecom, with a service crisis in them, and a wave of flu at their end. */
export { answerTo } from './answers.ts';
export { BRAND, type Character } from './people.ts';
export { OUTAGE, STORY_DAYS, type StoryEvent, tellStory } from './tell.ts';
