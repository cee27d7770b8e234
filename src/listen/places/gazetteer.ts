import path from 'node:path';
import { readTable } from '#platform/tables/index.ts';
import { fingerprint, reachSlot } from './fold.ts';
import { KIND, TRAIT, type Kind } from './kinds.ts';

/** Places by the names people write. Rows are numbers; everything about a row is asked for by it. */
export interface Gazetteer {
  readonly rows: number;
  /** Folded name → entries from `first` to before `last`; no entries where nothing is called so. Valid until the next call. */
  find(folded: string): Entries;
  /** Most words of any name that begins with this word, or with one that shares its slot; 0 where none does. */
  reach(word: string): number;
  /** Row of an entry. */
  rowAt(entry: number): number;
  /** Flags of an entry (`NAME`). */
  flagsAt(entry: number): number;
  kind(row: number): Kind;
  isCapital(row: number): boolean;
  /** Whether an area lies around one great city. */
  hasHeart(row: number): boolean;
  name(row: number): string;
  country(row: number): string;
  /** `US.CA`; empty for countries and where GeoNames knows none. */
  region(row: number): string;
  /** Row of a region or, with a two-letter code, of a country. */
  adminRow(code: string): number | undefined;
  /** Degrees, exact to a hundredth. */
  lat(row: number): number;
  lon(row: number): number;
  /** Natural logarithm of the inhabitants. */
  size(row: number): number;
  /** Time zone → country and middle longitude of its people. */
  zone(name: string): readonly [country: string, lon: number] | undefined;
}

export interface Entries {
  first: number;
  last: number;
}

let shared: Gazetteer | undefined;

/** Reads the table on first use (about 100 ms, 7 MB). */
export function gazetteer(): Gazetteer {
  shared ??= openGazetteer(path.join(import.meta.dirname, 'gazetteer.table'));
  return shared;
}

/** Keys of 40 bits are found by their highest 16. */
const BUCKETS = 1 << 16;
const BUCKET_SPAN = 2 ** 24;

function openGazetteer(file: string): Gazetteer {
  const table = readTable(file);
  const about = table.about as {
    countries: string[];
    regions: string[];
    zones: Record<string, [string, number]>;
  };
  const kinds = table.bytes('kind');
  const [countries, regions] = [
    Uint8Array.from(table.numbers('country')),
    Uint16Array.from(table.numbers('region')),
  ];
  const [lats, lons, sizes] = [table.shorts('lat'), table.shorts('lon'), table.bytes('size')];
  const names = table.texts('name');
  const entryRows = table.numbers('row');
  const entryFlags = table.bytes('flags');
  const reaches = table.bytes('reach');
  const find = finder(table.wide('key'), table.bytes('count'));
  const admin = new Map<string, number>();
  for (let row = 0; row < kinds.length; row++) {
    const kind = kinds[row]! & 7;
    if (kind === KIND.region) admin.set(about.regions[regions[row]!]!, row);
    if (kind === KIND.country) admin.set(about.countries[countries[row]!]!, row);
  }
  return {
    rows: kinds.length,
    find,
    reach: (word) => reaches[reachSlot(word)]!,
    rowAt: (entry) => entryRows[entry]!,
    flagsAt: (entry) => entryFlags[entry]!,
    kind: (row) => (kinds[row]! & 7) as Kind,
    isCapital: (row) => (kinds[row]! & TRAIT.capital) !== 0,
    hasHeart: (row) => (kinds[row]! & TRAIT.hasHeart) !== 0,
    name: (row) => names.utf8.toString('utf8', names.starts[row], names.starts[row + 1]! - 1),
    country: (row) => about.countries[countries[row]!]!,
    region: (row) => about.regions[regions[row]!]!,
    adminRow: (code) => admin.get(code),
    lat: (row) => lats[row]! / 100 - 90,
    lon: (row) => lons[row]! / 100 - 180,
    size: (row) => sizes[row]! / 12,
    zone: (name) => (Object.hasOwn(about.zones, name) ? about.zones[name] : undefined),
  };
}

function finder(keys: Float64Array, counts: Uint8Array): Gazetteer['find'] {
  const tags = new Uint8Array(keys.length);
  const high = new Uint32Array(keys.length);
  const firstEntry = new Uint32Array(keys.length + 1);
  const buckets = new Uint32Array(BUCKETS + 1);
  for (let i = 0; i < keys.length; i++) {
    high[i] = Math.floor(keys[i]! / 256);
    tags[i] = keys[i]! % 256;
    firstEntry[i + 1] = firstEntry[i]! + counts[i]!;
    buckets[Math.floor(keys[i]! / BUCKET_SPAN) + 1]!++;
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++) buckets[bucket + 1]! += buckets[bucket]!;
  const found = { first: 0, last: 0 };
  return (folded) => {
    const key = fingerprint(folded);
    const bucket = Math.floor(key / BUCKET_SPAN);
    const [wanted, tag] = [Math.floor(key / 256), key % 256];
    found.first = 0;
    found.last = 0;
    for (let i = buckets[bucket]!; i < buckets[bucket + 1]!; i++)
      if (high[i] === wanted && tags[i] === tag) {
        found.first = firstEntry[i]!;
        found.last = firstEntry[i + 1]!;
        break;
      }
    return found;
  };
}
