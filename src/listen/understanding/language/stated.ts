import type { DetectedLanguage } from './detected.ts';

/**
 * Languages that the n-grams do not know or hardly tell from a sister: what is found where they are written. A stated one of
 * these is believed when its sister was found.
 */
const SISTERS: Readonly<Record<string, readonly string[]>> = {
  af: ['nl'],
  bs: ['hr', 'sr', 'sl'],
  ckb: ['ku', 'fa', 'ar'],
  gl: ['pt', 'es'],
  hr: ['sl', 'sr', 'bs'],
  id: ['ms'],
  kk: ['ru', 'mn'],
  ky: ['ru', 'kk', 'mn'],
  lb: ['de'],
  mk: ['bg', 'sr'],
  mn: ['ru', 'kk'],
  ms: ['id'],
  ne: ['hi', 'mr'],
  nn: ['no', 'da', 'sv'],
  ps: ['fa', 'ur', 'ar'],
  sd: ['ur', 'fa', 'ar'],
  sr: ['hr', 'bs', 'sl'],
  tg: ['ru'],
  tt: ['ru', 'kk'],
  ug: ['ar', 'fa', 'ku'],
  yi: ['he'],
};
/** Written in Latin letters and unknown to the n-grams: believed when nothing else is sure. */
const UNKNOWN_LATIN = new Set([
  'cy',
  'eo',
  'ga',
  'gd',
  'ha',
  'ht',
  'jv',
  'mg',
  'mi',
  'mt',
  'so',
  'st',
  'su',
  'sw',
  'uz',
  'xh',
  'zu',
  'ig',
  'sn',
  'la',
  'lb',
  'fo',
  'fy',
  'br',
]);
const RENAMED: Readonly<Record<string, string>> = {
  in: 'id',
  iw: 'he',
  ji: 'yi',
  nb: 'no',
  jw: 'jv',
  fil: 'tl',
  arb: 'ar',
  cmn: 'zh',
};

/** The language of a BCP 47 tag as the detector names it; undefined where it says nothing. */
export function statedCode(tag: string | undefined): string | undefined {
  const [language = ''] = tag?.trim().toLowerCase().split(/[-_]/, 1) ?? [];
  if (!/^[a-z]{2,3}$/.test(language) || ['und', 'mul', 'zxx', 'mis'].includes(language)) return undefined;
  return RENAMED[language] ?? language;
}

/** What is to be said when the words say one thing and the network another. */
export function believedInstead(found: DetectedLanguage, stated: string): DetectedLanguage {
  if (found.code === stated) return { code: stated, confidence: Math.max(found.confidence, 0.8) };
  const isSister = SISTERS[stated]?.includes(found.code) === true;
  if (isSister || (UNKNOWN_LATIN.has(stated) && found.confidence < 0.9))
    return { code: stated, confidence: Math.min(0.8, found.confidence + 0.2) };
  return found;
}
