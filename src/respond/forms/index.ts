/** Forms: what customers are asked for, by the type of case that it becomes. */
export { formsFeature } from './feature.ts';
export type { Filled, Problem } from './domain/fill.ts';
export type { OfferedForm, OfferedQuestion } from './domain/offer.ts';
/** Shapes of what is offered to programs, and of what they send. */
export { givenShape, type GivenAnswers, offeredShape } from './schema.ts';
export {
  chosenForm,
  fillForm,
  offeredForms,
  openFormCase,
  readAnswers,
  requireRight,
} from './service/fill.ts';
