/**
 * The one way out: every request that Rapport makes to another machine. Addresses are checked when the connection is made,
 * every redirect is checked again, and size and time are limited.
 */
export type { Outward, OutwardRequest, OutwardResponse, OutwardSocket } from './types.ts';
export { createOutward } from './outward.ts';
