/** Tells when more is said about a topic than usual. */
export { runSpikes } from './cli.ts';
