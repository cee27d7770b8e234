/** Coverage: what comes, the people it needs, the shifts that are planned, and the stages in which more people may speak. */
import './events.ts';
export { coverageFeature } from './feature.ts';
/** Lets a reply leave only when the stage allows it: one of `replyChecksPort`. */
export { stageCheck } from './service/stage.ts';
/** In which stage we are. */
export { readStage } from './service/stage.ts';
export { rememberContacts } from './service/contacts.ts';
export { deleteContactsOf as forgetContactsOn } from './store/contacts.ts';
export { readShifts, removeShift } from './service/plan.ts';
export { putShift } from './service/plan.ts';
