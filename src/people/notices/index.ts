/** What Rapport has to tell its owners or one person: in the console, and by mail where mail is set up. */
import './events.ts';
export type { NewNotice } from './store.ts';
export { noticesFeature } from './feature.ts';
/** `addNotice(app, {to, level, title, text, link?, key})` tells once per key until `resolveNotice(app, key)`. */
export { addNotice, forgetNotices, resolveNotice, resolveNoticesAbout } from './service.ts';
