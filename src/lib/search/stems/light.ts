/**
 * Light stemmers: they take off what marks number, gender and the commonest forms, and leave the rest alone, after the idea of Savoy's light stemmers (Savoy 2006).
 * Words come in small letters without accents.
 */
type Rule = readonly [ending: RegExp, instead: string];

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  de: [
    [/(?<=.{4})(?:ungen|ung)$/, 'ung'],
    [/(?<=.{4})(?:heiten|keiten)$/, ''],
    [/(?<=.{3})(?:innen|in)$/, ''],
    [/(?<=.{3}[bdfghklmnrt])s$/, ''],
    [/(?<=.{3})(?:ern|em|en|er|es)$/, ''],
    [/(?<=.{3})e$/, ''],
  ],
  fr: [
    [/(?<=.{3})(?:issement|issements)$/, 'i'],
    [/(?<=.{3})(?:ations?|ateurs?|atrices?)$/, 'at'],
    [/(?<=.{3})(?:ements?|emment|amment)$/, ''],
    [/(?<=.{2})eaux$/, 'eau'],
    [/(?<=.{2})aux$/, 'al'],
    [
      /(?<=.{3})(?:erai|erez|eront|erait|eraient|aient|ais|ait|ant|ants|ante|antes|ees?|er|ez|es|e|s|x|is|it|ir|ie|ies)$/,
      '',
    ],
  ],
  es: [
    [/(?<=.{3})(?:aciones|acion|adores|ador|adoras|adora)$/, 'a'],
    [/(?<=.{3})(?:amientos?|imientos?|amente|mente)$/, ''],
    [/(?<=.{3})(?:ando|iendo|aron|ieron|aba|aban|ados?|adas?|idos?|idas?|ar|er|ir)$/, ''],
    [/(?<=.{3})(?:es|os|as|s|o|a|e)$/, ''],
  ],
  it: [
    [/(?<=.{3})(?:azioni|azione|atori|atore|atrice)$/, 'a'],
    [/(?<=.{3})(?:amenti|amento|imenti|imento|mente)$/, ''],
    [/(?<=.{3})(?:ando|endo|ato|ata|ati|ate|uto|uta|uti|ute|ito|ita|iti|ite|are|ere|ire)$/, ''],
    [/(?<=.{3})[aeio]{1,2}$/, ''],
  ],
  pt: [
    [/(?<=.{3})(?:acoes|acao|adores|ador|adoras|adora)$/, 'a'],
    [/(?<=.{3})(?:amentos?|imentos?|mente)$/, ''],
    [/(?<=.{2})(?:oes|aes)$/, 'ao'],
    [/(?<=.{3})(?:ando|endo|indo|aram|eram|iram|ava|avam|ados?|adas?|idos?|idas?|ar|er|ir)$/, ''],
    [/(?<=.{3})(?:es|os|as|s|o|a|e)$/, ''],
  ],
  nl: [
    [/(?<=.{3})(?:heden|heid)$/, ''],
    [/(?<=.{3})(?:ingen|ing)$/, ''],
    [/^ge(?=.{3,}[dt]$)/, ''],
    [/(?<=.{3})(?:eren|en|es|ers|er|de|te|den|ten)$/, ''],
    [/(?<=.{3})[estd]$/, ''],
    [/([bdfgklmnprst])\1$/, '$1'],
  ],
};

/** The stem of a word in a language that has rules; other words stay as they are. */
export function stemLightly(word: string, language: string): string {
  const rules = RULES[language];
  if (!rules || word.length < 4) return word;
  return rules.reduce((stem, [ending, instead]) => stem.replace(ending, instead), word);
}

/** Languages with a light stemmer. */
export const LIGHT_LANGUAGES: readonly string[] = Object.keys(RULES);
