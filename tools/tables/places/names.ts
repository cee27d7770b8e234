import { NAME } from '../../../src/listen/places/kinds.ts';
import { foldName } from '../../../src/listen/places/fold.ts';
import type { City } from './rows.ts';

export interface Name {
  readonly folded: string;
  readonly flags: number;
}

const LATIN = /^[\p{Script=Latin}\p{M}\p{N}\s\p{P}\p{S}]+$/u;

/** What a city is looked up by: its name, and its other names the more the larger it is. */
export function namesOf(city: City): Name[] {
  const names = [city.name, city.ascii].map((name) => ({ folded: foldName(name), flags: 0 }));
  const short = withoutCity(city.name);
  if (short !== undefined) names.push({ folded: foldName(short), flags: NAME.weak });
  if (city.population >= 50_000)
    for (const other of city.others)
      if (isOfUse(other, city.population)) names.push({ folded: foldName(other), flags: flagsOf(other) });
  return names.filter(({ folded }) => folded !== '' && folded.split(' ').length <= 6);
}

/** `City of London` is said without. */
function withoutCity(name: string): string | undefined {
  return /^City of (.+)$/u.exec(name)?.[1];
}

function isOfUse(name: string, population: number): boolean {
  if (!isLatin(name)) return [...name].length >= 2;
  if (/^[^\p{L}]*\p{Ll}/u.test(name) || (foldName(name).length < 4 && !/^[A-Z]{3}$/.test(name))) return false;
  if (/^[A-Z]{3,4}$/.test(name)) return population >= 1_000_000;
  return [...name].length >= 4 && population >= 100_000;
}

function flagsOf(name: string): number {
  if (/^[A-Z]{2,4}$/.test(name) || (isLatin(name) && foldName(name).length <= 3))
    return NAME.capitals + NAME.weak;
  return isLatin(name) ? NAME.weak : 0;
}

/** Scholars' signs for sounds are no script of their own. */
function isLatin(name: string): boolean {
  return LATIN.test(name) || /^[ -~]*$/.test(foldName(name));
}
