import type { Place, WindowDays } from './types.ts';

/** What the address of a need says: the window, and the place whose posts are open. */
export interface PictureSearch {
  days?: WindowDays;
  country?: string;
  region?: string;
  area?: string;
}

export const WINDOWS: readonly WindowDays[] = [1, 3, 7];

/** Takes what it understands; the usual window, and parts of a place that are not told, are left out. */
export function readPictureSearch(search: Record<string, unknown>): PictureSearch {
  const days = WINDOWS.find((each) => each === Number(search.days));
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const country = text(search.country);
  const region = country === undefined ? undefined : text(search.region);
  const area = region === undefined ? undefined : text(search.area);
  return {
    ...(days !== undefined && days !== 3 && { days }),
    ...(country !== undefined && { country }),
    ...(region !== undefined && { region }),
    ...(area !== undefined && { area }),
  };
}

export function placeOf({ country, region = '', area = '' }: PictureSearch): Place | null {
  return country === undefined ? null : { country, region, area };
}

export function placeKey({ country, region, area }: Place): string {
  return `${country}/${region}/${area}`;
}
