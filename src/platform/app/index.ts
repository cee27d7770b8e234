/** What every use case gets as its first argument: the platform, and who is acting. */
export type { Actor, App, Port, Role } from './app.ts';
export { createApp, definePort, ROLES, systemActor } from './app.ts';
