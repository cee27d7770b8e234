/** Answers on the public site: one search over all of its parts, and what became of what was asked. */
export { answersFeature } from './feature.ts';
/** Serves `/search`. */
export { addAnswerPages } from './pages/pages.ts';
/** The contact form in the navigation of the public site, while it is open. */
export { contactSection } from './pages/section.ts';
/** Everything public that answers a question, best first. */
export { findEverywhere } from './finding/find.ts';
/** Searches, openings, help and contact forms, without anything about who it was: what deflection is reckoned from. */
export { readDeflection } from './facts/service.ts';
export type { DeflectionFacts } from './facts/schema.ts';
