/** Weights of the factors, what others would have done last week, and where agents disagree. */
export { priorityFeature } from './feature.ts';
