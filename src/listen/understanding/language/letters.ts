/** Letters that one language of a script has and its neighbours lack; the first that fits decides. */
const CYRILLIC: readonly (readonly [letters: RegExp, language: string])[] = [
  [/[ђћ]/, 'sr'],
  [/[ѓќѕ]/, 'mk'],
  [/[әғқұһ]/, 'kk'],
  [/ө.*ү|ү.*ө|[өү]/s, 'mn'],
  [/ў/, 'be'],
  [/[їґ]/, 'uk'],
];
const ARABIC: readonly (readonly [letters: RegExp, language: string])[] = [
  [/[ڕڵۆێە].*[ڕڵۆێەژگچپ]/s, 'ku'],
  [/[ٹڈڑںےھہ]/, 'ur'],
  [/[پچژگ]|[یک]/, 'fa'],
  [/[ةىأإؤئءيك]|(?:^|[^\p{L}])ال\p{L}{2}/u, 'ar'],
];
const DEVANAGARI: readonly (readonly [letters: RegExp, language: string])[] = [
  [/ळ|(?:^|\s)(?:आहे|आणि|नाही|मी|ला)(?=\s|$)/, 'mr'],
  [/(?:^|\s)(?:छ|छन्|छैन|गर्न|भएको|पनि|हुन्छ|गर्ने)(?=\s|$|।)/, 'ne'],
];
const ETHIOPIC: readonly (readonly [letters: RegExp, language: string])[] = [
  [/(?:^|\s)(?:እዩ|ናይ|እቲ|ካብ|ኣብ)(?=\s|$)/, 'ti'],
];
const HEBREW: readonly (readonly [letters: RegExp, language: string])[] = [
  [/[װױײ]|(?:^|\s)(?:איז|און|דער|נישט)(?=\s|$)/, 'yi'],
];
const BENGALI: readonly (readonly [letters: RegExp, language: string])[] = [[/[ৰৱ]/, 'as']];

/** Characters as only Japan writes them, and as only China and Taiwan write them or use them all the time. */
const JAPANESE_HAN = /[気円駅売図対変広戦仏実発県沢桜働込峠畑匂辻栃検択歩毎団覚黒歳続読験様関]/g;
const CHINESE_HAN =
  /[的了是我不这们说吗么没还时来你她它在有个吧呢啊给让這個們說嗎麼沒還時來您呀啦很都跟为对会国过与从业东车书长门问间马鸟见贝单发后机条极动]/g;

/** The language that a post's letters decide, by script; undefined where they do not. */
export function languageByLetters(script: string, text: string): string | undefined {
  switch (script) {
    case 'cyrillic':
      return firstOf(CYRILLIC, text) ?? (/[јљњџ]/.test(text) ? macedonianOrSerbian(text) : undefined);
    case 'arabic':
      return firstOf(ARABIC, text);
    case 'devanagari':
      return firstOf(DEVANAGARI, text);
    case 'ethiopic':
      return firstOf(ETHIOPIC, text) ?? 'am';
    case 'hebrew':
      return firstOf(HEBREW, text) ?? 'he';
    case 'bengali':
      return firstOf(BENGALI, text) ?? 'bn';
    case 'han':
      return hanLanguage(text);
    default:
      return undefined;
  }
}

function firstOf(signs: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return signs.find(([letters]) => letters.test(text))?.[1];
}

function hanLanguage(text: string): string {
  return count(text, JAPANESE_HAN) > count(text, CHINESE_HAN) ? 'ja' : 'zh';
}

const INDONESIAN = words(
  'nggak gak ga ngga enggak gue gua gw aja banget udah udh bisa karena kalian kalo kok sih dong deh nih loh gitu gimana bikin punya cuma saja',
  'bahwa uang mobil kantor mau coba besok sore polisi telepon universitas merupakan yaitu sebuah silahkan berbeda bagaimana kayak doang pengen',
);
const MALAY = words(
  'korang awak tak tk dah nak macam je jer boleh kerana kerajaan sikit cakap tengok lah beliau kereta pejabat kat mesti sebab ni tu esok petang',
  'telefon filem berbeza bahawa ialah universiti polis jom takde sahaja cuba mahu weh wei taknak takpe diorang kitorang tahniah sila ke korg',
);

/** Indonesian and Malay share most words; what only one of them uses decides, and Indonesian where nothing does: more people post in it. */
export function indonesianOrMalay(text: string): 'id' | 'ms' {
  return count(text, MALAY) > count(text, INDONESIAN) ? 'ms' : 'id';
}

const MACEDONIAN = words('во дека беше бил што која кој сум сме се');
const SERBIAN = words('је су у ово али као сам би');

function macedonianOrSerbian(text: string): 'mk' | 'sr' {
  return count(text, MACEDONIAN) > count(text, SERBIAN) ? 'mk' : 'sr';
}

function words(...lines: string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${lines.join(' ').split(' ').join('|')})(?!\\p{L})`, 'gu');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
