const MOST_UNITS = 80;

/** The part of an address that tells what something is about: `how-to-get-a-refund`; `usual` where a title has no letters. */
export function slugOf(title: string, usual = 'untitled'): string {
  const slug = title
    .normalize('NFKD')
    // Accents of Latin letters only: other scripts need their marks.
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    // Only now: what an apostrophe kept apart may be one letter.
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    // A mark that stands on no letter.
    .replaceAll(/(?<![\p{L}\p{M}\p{N}])\p{M}+/gu, '')
    .replaceAll(/-+/g, '-')
    .replace(/^-/, '')
    .slice(0, MOST_UNITS)
    // A pair of halves may have been cut in the middle.
    .toWellFormed()
    .replaceAll('\u{fffd}', '')
    .replace(/-$/, '');
  return slug === '' ? usual : slug;
}
