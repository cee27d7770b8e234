/** Everybody with an account: roles, invitations, and what the console asks first. */
export { staffFeature } from './feature.ts';
export { staffErrors } from './errors.ts';
/** All accounts, oldest first, for lists to assign from. */
export { readStaff } from './service/staff.ts';
