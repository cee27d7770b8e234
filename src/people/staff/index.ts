/** Everybody with an account: roles, invitations, and what the console asks first. */
export { staffFeature } from './feature.ts';
/** The program's version; `main` provides it. */
export { versionPort } from './service/staff.ts';
/** All accounts, oldest first, for lists to assign from. */
export { readStaff } from './service/staff.ts';
