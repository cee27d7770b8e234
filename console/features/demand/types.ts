import type { z } from 'zod';
import type {
  NeedInput,
  NeedView,
  OutletInput,
  OutletView,
  PictureView,
  takenShape,
} from '#listen/demand/schema.ts';
import type { MapKind } from '../../components/map/shapes.ts';

export type { NeedInput, NeedView, OutletInput, OutletView, PictureView };
export type AreaView = PictureView['areas'][number];
export type OutletCover = AreaView['outlets'][number];
export type Transfer = PictureView['transfers'][number];
export type AlertView = PictureView['alerts'][number];
export type Taken = z.infer<typeof takenShape>;
/** Days of the window, today among them. */
export type WindowDays = 1 | 3 | 7;
export interface Place {
  readonly country: string;
  /** Empty where only the country is known. */
  readonly region: string;
  /** Empty for what lies around no great city. */
  readonly area: string;
}

/** A state or country that was chosen on the map. */
export interface Chosen {
  readonly kind: MapKind;
  readonly code: string;
  readonly name: string;
}
