/** Letters that make a syllable, accents included. */
const VOWELS = 'aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿąęıőűů';
const GROUP = new RegExp(`[${VOWELS}]+`, 'g');

type Counter = (word: string) => number;

/** Syllables of a lower-case word by rules of spelling: right for most words, wrong for some, and the same every time. */
export function syllablesOf(word: string, language: string): number {
  if (/^[\p{N}_]+$/u.test(word)) return 1;
  return Math.max(1, (COUNTERS[language] ?? groupsOf)(word));
}

const COUNTERS: Readonly<Record<string, Counter>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: spanish,
  pt: portuguese,
  nl: dutch,
};

function groupsOf(word: string): number {
  return word.match(GROUP)?.length ?? 0;
}

/** A silent e at the end, -es and -ed; the -le of "table" counts. */
function english(word: string): number {
  const plain = word.replaceAll("'", '');
  const spoken = /[^aeiouy]le[sd]?$/.test(plain)
    ? plain
    : plain.replace(/(?:[^laeiouy]es|[^dtaeiouy]ed|[^aeiouy]e)$/, (end) =>
        /(?:ses|zes|xes|ches|shes|ges|ces)$/.test(plain) ? end : end[0]!,
      );
  const apart =
    spoken.match(
      /ia(?!n$|l$)|iou(?!s)|eo(?!u|p)|[aeiou]ing|ua(?!r)|io(?!n|us)|(?<=^(?:id|ar))ea|(?<=^cr)ea(?=t)/g,
    )?.length ?? 0;
  return groupsOf(spoken) + Math.min(apart, 2);
}

/** Two vowels are one sound only as ei, ai, au, eu, äu, ie, or doubled. */
function german(word: string): number {
  return soundsOf(word.replaceAll('qu', 'q'), /ei|ai|au|eu|äu|ie|aa|ee|oo|[aeiouyäöüéàè]/g);
}

function soundsOf(word: string, sounds: RegExp): number {
  return word.match(sounds)?.length ?? 0;
}

/** The e, es and ent at the end of longer words are not spoken. */
function french(word: string): number {
  const spoken = word.replace(/([^aeiouy])(?:e|es)$/, '$1').replace(/([^aeiouyém])ent$/, '$1');
  return groupsOf(spoken.replaceAll(/qu|gu(?=[eiéè])/g, 'q')) + (spoken.match(/é[aoi]|[aoi]ï/g)?.length ?? 0);
}

/** Strong vowels beside each other, and a weak one that is stressed, are apart. The u of que, qui, gue, gui is not spoken. */
function spanish(word: string): number {
  const spoken = word.replaceAll(/qu|gu(?=[eiéí])/g, 'q').replace(/y$/, 'i');
  const apart = spoken.match(/[aeoáéóàèò](?=[aeoáéóíúàèòìù])|[íúìù](?=[aeoáéó])/g)?.length ?? 0;
  return groupsOf(spoken) + apart;
}

/** Like Spanish, with ão, õe and ãe as one. */
function portuguese(word: string): number {
  return spanish(word.replaceAll(/ão|ãe|õe/g, 'a'));
}

function dutch(word: string): number {
  return soundsOf(
    word.replaceAll('qu', 'q'),
    /aai|ooi|oei|eeu|ieu|ij|aa|ee|oo|uu|ie|oe|eu|ui|ei|au|ou|[aeiouyëïöüéè]/g,
  );
}
