/** Watching: colleagues who are told what happens in a conversation. */
export { watchingFeature } from './feature.ts';
/** A rule lets colleagues watch: the only thing that reach may do. */
export { addWatchers } from './service.ts';
