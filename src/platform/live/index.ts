export { type LiveAccess, liveRoute } from './route.ts';
