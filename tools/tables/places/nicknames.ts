import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What people call a place and GeoNames does not: `CC.admin1 City: NAME | name …`. Names in capitals count only in capitals.
 * A line that begins with ~ names the surroundings of the city, with ~~ an area that is more than those. A name that begins with ? is
 * also a word: it counts where it stands alone.
 */
const LINES = readFileSync(path.join(import.meta.dirname, 'nicknames.txt'), 'utf8');

export interface Nickname {
  readonly country: string;
  /** Admin1 code; empty where the country has one city of the name that matters. */
  readonly admin1: string;
  readonly city: string;
  /** Whether the names mean the surroundings rather than the city. */
  readonly kind: 'city' | 'metro' | 'area';
  readonly names: readonly string[];
}

export const NICKNAMES: readonly Nickname[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [, tilde, country, admin1, city, names] = /^(~*)([A-Z]{2})\.(\S*) (.+?): (.+)$/.exec(line)!;
    return {
      country: country!,
      admin1: admin1!,
      city: city!,
      kind: tilde === '' ? 'city' : tilde === '~' ? 'metro' : 'area',
      names: names!.split('|').map((name) => name.trim()),
    };
  });
