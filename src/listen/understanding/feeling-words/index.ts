export { FEELING_EXTRAS, FeelingWords } from './feeling-words.ts';
