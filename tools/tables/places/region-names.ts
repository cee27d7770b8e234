import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What people call a region besides its English name: `CC.admin1: CODE | name | name …` with the admin1 codes of GeoNames.
 * Codes are in capitals: they count only where a text writes them so, or behind a city.
 */
const LINES = readFileSync(path.join(import.meta.dirname, 'region-names.txt'), 'utf8');

export interface RegionNames {
  /** `CC.admin1`. */
  readonly region: string;
  readonly codes: readonly string[];
  readonly names: readonly string[];
}

export const REGION_NAMES: readonly RegionNames[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [region = '', rest = ''] = line.split(': ', 2);
    const all = rest.split('|').map((name) => name.trim());
    const isCode = (name: string) => /^[A-Z]{2,6}$/.test(name);
    return { region, codes: all.filter(isCode), names: all.filter((name) => !isCode(name)) };
  });
