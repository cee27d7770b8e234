/** The text of a page that a reader of a language gets: his own, its plain form, the site's first, English, else any. */
export function bestText<Text extends { language: string }>(
  texts: readonly Text[],
  language: string,
  usual: string,
): Text | undefined {
  const tag = language.toLowerCase();
  for (const wanted of [tag, tag.split('-')[0]!, usual, 'en']) {
    const found = texts.find((text) => text.language === wanted);
    if (found) return found;
  }
  return texts[0];
}
