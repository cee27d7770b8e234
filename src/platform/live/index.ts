export { type LiveAccess, liveRoute } from './route.ts';
/** Streams for listeners who are not staff. */
export { openStream, type Stream } from './stream.ts';
