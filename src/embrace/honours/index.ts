/** Badges, ranks and leader boards: what members are honoured with, by rules that anybody can read. */
import './events.ts';

export { honoursFeature } from './feature.ts';
/** Looks at members with what is known of them; provide it for `lookedPort`. */
export { awardLooked } from './awards.ts';
/** Beside names: `const marks = await marksIn(app, language); marks(member.honours)`. The database is not asked. */
export { marksIn } from './marks.ts';
export { addHonourPages, honoursTab } from './pages.ts';
/** On a member's page; provide it for `profilePartsPort`. */
export { honoursOfProfile } from './profile.ts';
export { honourNotices } from './notices.ts';
export { honourBelongings } from './belongings.ts';
/** The usual set, for the demonstration. */
export { addUsual, removeUsual } from './honours.ts';
