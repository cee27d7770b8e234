import { contrast, paperOf, PAPERS, type SiteLook } from '#ui/site/index.ts';
import { isPlainColour } from './values.ts';

/** Tokens that are made of the other settings, so that what stands on them can be read. */
export const MADE = ['--brand', '--fill', '--on', '--font', '--heading-font', '--corner', '--row', '--top'];
/** Tokens of ours that are sizes, with the least and most pixels. */
export const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  '--page': [640, 1600],
  '--text-size': [15, 21],
};

/** Why a property may not be set to this; undefined where it may. */
export function whyNot({ name, light, dark }: SiteLook['variables'][number]): string | undefined {
  if (MADE.includes(name)) return `${name} is made of the other settings of the look`;
  const values = dark === null ? [light] : [light, dark];
  if (name in PAPERS && !values.every(isPlainColour)) return `${name} must be a colour such as #2c56d4`;
  const range = SIZES[name];
  if (!range) return undefined;
  const fits = values.every((value) => /^\d+px$/.test(value) && within(Number.parseInt(value, 10), range));
  return fits ? undefined : `${name} must be from ${range[0]}px to ${range[1]}px`;
}

const within = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most;

export interface Unreadable {
  text: string;
  paper: string;
  scheme: 'light' | 'dark';
  ratio: string;
}

const ENOUGH = 4.5;
const PAIRS = ['--text', '--quiet'].flatMap((text) =>
  ['--paper', '--soft'].map((paper) => [text, paper] as const),
);

/** The first pair of own colours of text and paper that nobody could read, in a scheme that the site has. */
export function unreadableIn(look: Pick<SiteLook, 'variables' | 'scheme'>): Unreadable | undefined {
  for (const [at, scheme] of (['light', 'dark'] as const).entries()) {
    if (look.scheme !== 'both' && look.scheme !== scheme) continue;
    for (const [text, paper] of PAIRS) {
      const ratio = contrast(paperOf(look, text)[at]!, paperOf(look, paper)[at]!);
      if (ratio < ENOUGH) return { text, paper, scheme, ratio: ratio.toFixed(1) };
    }
  }
  return undefined;
}
