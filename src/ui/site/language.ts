/** A language as it calls itself: `Deutsch`. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(?:ar|fa|he|ps|sd|ug|ur|yi)\b/.test(language) ? 'rtl' : 'ltr';
}

/** `22 November 2026`, in that language; by the clock of Greenwich, as pages are the same for all. */
export function dayIn(day: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/**
 * The spoken language that an `Accept-Language` header asks for most (RFC 9110, 12.5.4); the first one spoken where none fits.
 * Only for pages that nobody keeps a copy of.
 */
export function chooseLanguage(header: string | undefined, spoken: readonly string[]): string {
  const wishes = (header ?? '')
    .slice(0, 400)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const quality = /q\s*=\s*([\d.]+)/.exec(parameters.join(';'))?.[1];
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wishes) {
    const found =
      spoken.find((one) => one.toLowerCase() === tag) ??
      spoken.find((one) => one.toLowerCase().split('-')[0] === tag.split('-')[0]);
    if (found !== undefined) return found;
  }
  return spoken[0] ?? 'en';
}

/** What is written in several languages, by the first part of a tag (`de-AT` → German); English where there is none. */
export function inLanguage<Written>(
  language: string,
  written: Readonly<Record<'en' | 'de', Written>>,
): Written {
  return language.split('-')[0] === 'de' ? written.de : written.en;
}
