import { COMMUNITY } from '#people/members/index.ts';

/** Where a member reads what he was told. */
export const PATH = `${COMMUNITY}/me/notifications`;
export const SCRIPT = `${COMMUNITY}/notifications.js`;
/** Proofs of all forms of these pages. */
export const FORM = 'notifications';
export const PUSH = `${COMMUNITY}/push.js`;
/** Its place is what it may serve: the community's pages. */
export const WORKER = `${COMMUNITY}/notifications-worker.js`;
