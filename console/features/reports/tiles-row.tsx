import { FigureTiles } from '../../components/figure-tiles.tsx';
import { tilesOf } from './tiles.ts';
import type { Behind, Overview } from './types.ts';

/** The figures of the chosen days, each opening the conversations that it counts. */
export function Tiles({ overview, onOpen }: { overview: Overview; onOpen(behind: Behind): void }) {
  return (
    <FigureTiles
      tiles={tilesOf(overview).map(({ behind, ...tile }) => ({ ...tile, onOpen: () => onOpen(behind) }))}
    />
  );
}
