/** Knowledge: articles that answer questions, beside conversations and in a public help centre. */
export { runKnowledge } from './ranking/cli.ts';
