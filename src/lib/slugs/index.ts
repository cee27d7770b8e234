const MOST_LETTERS = 80;

/** The part of an address that tells what something is about: `how-to-get-a-refund`; `usual` where a title has no letters. */
export function slugOf(title: string, usual = 'untitled'): string {
  const slug = title
    .normalize('NFKD')
    // Accents of Latin letters only: other scripts need their marks.
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, MOST_LETTERS)
    // A pair of halves may have been cut in the middle.
    .toWellFormed()
    .replaceAll('\u{fffd}', '')
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? usual : slug;
}
