import type { Figures, IntentAnswer, IntentsOverview } from './types.ts';

/** `91.3 %`; nothing measured is a dash. */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : `${(share * 100).toFixed(1)} %`;
}

export type Hindrance = 'running' | 'tooFew' | null;

/** Why nothing can be trained now. */
export function hindranceOf({ items, latest }: IntentsOverview): Hindrance {
  if (latest?.state === 'running') return 'running';
  return items.filter(({ examples }) => examples > 0).length < 2 ? 'tooFew' : null;
}

export interface Comparison {
  name: 'accuracy' | 'macroF1' | 'outOfScope';
  old: string;
  new: string;
  /** Points that the new one gained; null where one of them was not measured. */
  gain: number | null;
}

/** Figures of two trainings side by side. */
export function compare(was: Figures, is: Figures): Comparison[] {
  return (['accuracy', 'macroF1', 'outOfScope'] as const).map((name) => {
    const [before, now] = [was[name], is[name]];
    const gain = before === null || now === null ? null : Math.round((now - before) * 1000) / 10;
    return { name, old: percent(before), new: percent(now), gain };
  });
}

export interface Part {
  /** Where it begins in the sentence. */
  at: number;
  text: string;
  kind: 'plain' | 'for' | 'against';
}

/** A sentence in parts, those marked that decided for what it was taken for, or against it. Together they are the sentence. */
export function partsOf(text: string, because: IntentAnswer['because']): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end, weight } of because.toSorted((a, b) => a.start - b.start)) {
    if (start < at || end > text.length) continue;
    if (start > at) parts.push({ at, text: text.slice(at, start), kind: 'plain' });
    parts.push({ at: start, text: text.slice(start, end), kind: weight > 0 ? 'for' : 'against' });
    at = end;
  }
  if (at < text.length) parts.push({ at, text: text.slice(at), kind: 'plain' });
  return parts;
}
