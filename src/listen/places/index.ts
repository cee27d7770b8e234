export { placeInText, placeOf, type Traces } from './find.ts';
export type { OtherPlace, Place, PlaceSource } from './place.ts';
