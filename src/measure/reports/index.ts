/** Reports for leads, and the wallboard. */
export { reportsFeature } from './feature.ts';
/** Served beside the routes of features, as other streams are. */
export { wallStreamRoutes } from './routes.ts';
/** Questions that articles answered before they were asked: a channel that counts them provides it. */
export { type Helped, helpedPort } from './ports.ts';
export { packChangedDays } from './service/days.ts';
/** Where mail of reports ends, for people who are not signed in. */
export { addReportMailPages } from './mails/pages.ts';
