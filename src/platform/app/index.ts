/** What every use case gets as its first argument: the platform, and who is acting. */
export type { Actor, App, Port, Role } from './app.ts';
export { createApp, definePort, ROLES, systemActor } from './app.ts';
/** What a process reads once, and again when an event says that it changed. */
export { remember, type Remembered } from './remember.ts';
/** `const listenersOf = perApp((app) => new Listeners(app))`: what a process makes once for an app. */
export { perApp } from './per-app.ts';
