/** Order: what members flag and rules hold, the queue in which colleagues decide, and what a member learns of it. */
import './events.ts';

export { moderationFeature } from './feature.ts';
/** Features tell what of theirs can be flagged, hidden and shown again, and how often members favoured each other. */
export {
  type FavourSource,
  favoursPort,
  type Moderated,
  type ModeratedKind,
  moderatedPort,
} from './ports.ts';
/** `screen(app, { kind, id, member, text })` before something is shown to anybody: `pass`, `hold`, or thrown with the reason. */
export { screen, type Screened, screenName, type Screening } from './screen.ts';
/** Why a screen refused, in other languages than English; undefined for what is no such refusal. */
export { moderationWords } from './pages/words.ts';
/** Pages to flag, to read what was done, and to appeal; `flagPath(kind, id)` is what a button links to. */
export { addModerationPages, orderTab } from './pages/pages.ts';
export { flagPath } from './pages/flag-pages.ts';
/** Flags of profiles: for `moderatedPort`, `profilePartsPort` and `profileScreenPort`. */
export { moderatedProfiles } from './profiles/kinds.ts';
export { flagOfProfile } from './profiles/flag-pages.ts';
export { screenProfile } from './profiles/screened.ts';
export { moderationNotices } from './notices.ts';
export { moderationBelongings } from './belongings.ts';
/** What members' states and browsers are told to. */
export { noteAction, recordState } from './measures/actions.ts';
/** Where somebody who is suspended reads why and appeals: for `suspensionPathPort`. */
export { suspensionPath } from './measures/log.ts';
export { memberDevices } from './signs/service.ts';
/** Outside of any page: demonstration and tests. */
export { flag } from './cases/flag.ts';
export { saveWord } from './words/service.ts';
export { saveSettings as saveModeration } from './settings.ts';
