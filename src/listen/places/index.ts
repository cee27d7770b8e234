/** Where somebody is, by what he says of himself. */
export { runPlaces } from './cli.ts';
export { placeInText, placeOf, type Traces } from './find.ts';
export { placeFields } from './line.ts';
export type { OtherPlace, Place, PlaceSource } from './place.ts';
