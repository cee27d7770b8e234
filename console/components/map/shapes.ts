import { geoAlbersUsa, geoNaturalEarth1, geoPath, type GeoProjection } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { codeOf } from './codes.ts';

export type MapKind = 'world' | 'us';

export interface MapShape {
  readonly code: string;
  readonly name: string;
  /** Outline in the map's own pixels. */
  readonly path: string;
}

export interface DrawnMap {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly MapShape[];
  /** Pixels of a place; null where the map does not show it. */
  at(longitude: number, latitude: number): readonly [x: number, y: number] | null;
}

export const WIDTH = 960;
const HEIGHTS: Readonly<Record<MapKind, number>> = { world: 470, us: 590 };
/** Room that a single point and the focus ring need at the edge. */
const MARGIN = 6;

/** Outlines of countries or states as one draws them. Antarctica is left out: nobody posts from there in numbers. */
export function drawMap(kind: MapKind, topology: Topology): DrawnMap {
  const object = topology.objects[kind === 'us' ? 'states' : 'countries'] as GeometryCollection<{
    name: string;
  }>;
  const all = feature(topology, object).features.flatMap((shape) => {
    const { name } = shape.properties;
    const code = codeOf(kind, shape.id === undefined ? undefined : String(shape.id), name);
    return code === undefined || code === 'AQ' ? [] : [{ shape, code, name }];
  });
  const [width, height] = [WIDTH, HEIGHTS[kind]];
  const projection: GeoProjection = kind === 'us' ? geoAlbersUsa() : geoNaturalEarth1();
  projection.fitExtent(
    [
      [MARGIN, MARGIN],
      [width - MARGIN, height - MARGIN],
    ],
    { type: 'FeatureCollection', features: all.map(({ shape }) => shape) },
  );
  const draw = geoPath(projection).digits(1);
  return {
    width,
    height,
    shapes: all.map(({ shape, code, name }) => ({ code, name, path: draw(shape) ?? '' })),
    at: (longitude, latitude) => projection([longitude, latitude]),
  };
}
