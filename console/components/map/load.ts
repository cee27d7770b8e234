import type { Topology } from 'topojson-specification';
import { drawMap, type DrawnMap, type MapKind } from './shapes.ts';

const drawn = new Map<MapKind, Promise<DrawnMap>>();

/** Outlines come as a file of our own server when the first map is shown; nobody else is asked. */
export function loadMap(kind: MapKind): Promise<DrawnMap> {
  const known = drawn.get(kind) ?? load(kind);
  drawn.set(kind, known);
  known.catch(() => drawn.delete(kind));
  return known;
}

async function load(kind: MapKind): Promise<DrawnMap> {
  const file =
    kind === 'us'
      ? await import('us-atlas/states-10m.json')
      : await import('world-atlas/countries-110m.json');
  return drawMap(kind, file.default as unknown as Topology);
}
