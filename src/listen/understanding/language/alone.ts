/** What people post as a single word, and whose word it is although others could write it too. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'hi hello hey thanks thx ty yes yeah yep nope please sorry why what when where help wow nice great good bad love cool true same sad done wait welcome congrats finally awesome amazing',
  es: 'hola gracias sí claro bueno buenas adiós porfa ayuda vale genial perfecto nada ahora jaja feliz',
  pt: 'oi olá obrigado obrigada sim não valeu bom socorro amei parabéns saudades gente',
  fr: 'merci bonjour bonsoir salut oui non pourquoi bravo quoi mdr dommage super',
  de: 'hallo danke ja nein bitte warum hilfe genau schade moin servus gut',
  it: 'ciao grazie buongiorno buonasera sì perché scusa aiuto bello brava bravissimi',
  nl: 'hoi bedankt dankjewel nee waarom',
  sv: 'hej tack varför nej',
  tr: 'merhaba selam teşekkürler evet hayır neden',
  pl: 'cześć dziękuję dzięki tak dlaczego',
  id: 'makasih iya halo kenapa',
  tl: 'salamat opo bakit',
};

const LANGUAGE_OF_WORD = new Map(
  Object.entries(WORDS).flatMap(([code, words]) => words.split(' ').map((word) => [word, code] as const)),
);

/** The language of a post that is this word and no other, where it is an everyday one. */
export function languageOfWord(word: string): string | undefined {
  return LANGUAGE_OF_WORD.get(word);
}
