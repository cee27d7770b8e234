/** Where somebody is, by what he says of himself. */
export { runPlaces } from './cli.ts';
export { placeInText, placeOf, type Traces } from './find.ts';
export { placeFields } from './line.ts';
export { type Metro, metroOf } from './metro.ts';
export { distance as kilometresBetween } from './near.ts';
export { zoneForPlace } from './zone-for.ts';
export type { OtherPlace, Place, PlaceSource } from './place.ts';
