export type * from './ast.ts';
export { SECTIONS } from './ast.ts';
export type { Anchor, IndexedTerms } from './anchors.ts';
export { anchors, toTsquery } from './anchors.ts';
export type { PreparedDocument } from './document.ts';
export type { DocumentAccount, QueryDocument } from './query-document.ts';
export { factsBesideText, prepareDocument } from './document.ts';
export type { MatchSpan } from './evaluate.ts';
export { explain, explainWords, hasFact, matches } from './evaluate.ts';
export { fact as factName, plainName } from './fields/names.ts';
export { onArrival, waitsForMeaning } from './on-arrival.ts';
export { asksUnderstanding, requiredFields } from './late.ts';
export { hasGlobMatch } from './glob.ts';
export { printQuery } from './print.ts';
export type { Problem, ProblemCode } from './problem.ts';
export {
  type Dropped,
  importQuery,
  type ImportedQuery,
  QUERY_DIALECTS,
  type QueryDialect,
} from './import/index.ts';
export { MAX_QUERY, type ParsedQuery, parseQuery, parseTopic } from './parse-query.ts';
