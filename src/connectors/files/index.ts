/** Files of posts from anywhere: JSON lines and tables. */
export { parseCsvRow, parseNdjsonLine } from './parsers.ts';
