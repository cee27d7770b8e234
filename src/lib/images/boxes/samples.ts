import { u32 } from '../bytes.ts';
import { type Box, eachBox, u64 } from './box.ts';
import { type Found, freeBox, zero } from './found.ts';

const WAY = ['mdia', 'minf', 'stbl'];

/** Takes a track out, and what it has in the file's data (ISO/IEC 14496-12, 8.7). */
export function freeSamples(bytes: Uint8Array, track: Box, found: Found): void {
  const tables = new Map<string, Box>();
  gather(bytes, track, WAY, { tables, found });
  const chunks = tables.get('stco') ?? tables.get('co64');
  const [sizes, runs] = [tables.get('stsz'), tables.get('stsc')];
  if (chunks && sizes && runs && sizes.at + 12 <= sizes.to) zeroChunks(bytes, { chunks, sizes, runs }, found);
  else found.isWhole = false;
  freeBox(found, track);
}

function gather(
  bytes: Uint8Array,
  box: Box,
  [next, ...way]: readonly string[],
  into: { tables: Map<string, Box>; found: Found },
): void {
  eachBox(bytes, { from: box.at, to: box.to, found: into.found }, (child) => {
    if (next === undefined) into.tables.set(child.type, child);
    else if (child.type === next) gather(bytes, child, way, into);
  });
}

/** Samples lie behind each other in chunks; runs say how many each chunk has, from which chunk on. */
function zeroChunks(
  bytes: Uint8Array,
  { chunks, sizes, runs }: { chunks: Box; sizes: Box; runs: Box },
  found: Found,
): void {
  const width = chunks.type === 'co64' ? 8 : 4;
  const count = entries(bytes, chunks, width);
  const runCount = entries(bytes, runs, 12);
  if (count === 0) found.hasEmptyTrack = true;
  const same = u32(bytes, sizes.at + 4);
  let run = 0;
  let sample = sizes.at + 12;
  for (let chunk = 0; chunk < count; chunk++) {
    while (run + 1 < runCount && u32(bytes, runs.at + 8 + (run + 1) * 12) <= chunk + 1) run += 1;
    const many = runCount === 0 ? 0 : u32(bytes, runs.at + 12 + run * 12);
    const entry = chunks.at + 8 + chunk * width;
    const from = width === 8 ? u64(bytes, entry) : u32(bytes, entry);
    let length = same * many;
    if (same === 0)
      for (let i = 0; i < many && sample + 4 <= sizes.to; i++, sample += 4) length += u32(bytes, sample);
    zero(found, from, Math.min(from + length, bytes.length));
  }
}

/** Entries of a table, as far as they fit into it. */
function entries(bytes: Uint8Array, { at, to }: Box, width: number): number {
  if (at + 8 > to) return 0;
  return Math.min(u32(bytes, at + 4), Math.floor((to - at - 8) / width));
}
