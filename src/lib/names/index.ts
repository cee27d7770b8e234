const languages = new Intl.DisplayNames('en', { type: 'language' });
const regions = new Intl.DisplayNames('en', { type: 'region' });

/** `German` for `de`; the tag itself where it is none. */
export const languageName = (tag: string): string => nameOf(languages, tag);

/** `Germany` for `DE`; the code itself where it is none. */
export const countryName = (code: string): string => nameOf(regions, code);

function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
