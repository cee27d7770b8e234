import { wordHash } from './hashing.ts';

/** Folded forms (no accents, no apostrophes), in the languages that the lexicon knows. */
const NEGATIONS = `
  not no never none nobody nothing neither nor nowhere cannot cant wont dont doesnt didnt isnt arent wasnt werent aint hasnt havent
  hadnt shouldnt wouldnt couldnt mustnt mightnt neednt shant without hardly rarely seldom barely scarcely despite uhuh nope nah
  kein keine keinen keinem keiner nicht nie niemals nichts niemand ohne kaum weder
  nunca jamas nadie nada tampoco
  ne pas jamais rien aucun aucune sans
  non mai niente nessuno nessuna senza neanche nemmeno neppure
  nao jamais ninguem nenhum nenhuma sem nem tampouco
  नहीं नही ना मत बिना न nahi nahin nhi naahi nahee bina
  لا لم لن ليس ليست مش مو ما غير بدون بلا ولا
`;

/** How much a word strengthens (above 0) or weakens the word behind it, after Hutto and Gilbert 2014: one step is 0.293. */
const STRENGTHS = {
  1: `absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely especially exceptionally extremely
    fabulously flipping flippin fricking frickin frigging friggin fully fucking fuckin greatly hella highly hugely incredibly intensely
    majorly more most particularly purely quite really remarkably so substantially thoroughly totally tremendously uber unbelievably
    unusually utterly very super sooo soo damn bloody way too insanely ridiculously seriously
    sehr echt total mega ganz muy tan super mucho tres trop vraiment molto tanto troppo davvero muito demais tao bem बहुत बेहद काफी bahut bohot bohat bahot boht bahut bht bhut kaafi kafi bilkul ekdum itna itni جدا كتير اوي مره`,
  [-1]: `almost barely hardly kinda kindof kind less little marginally occasionally partly scarcely slightly somewhat sorta sort
    etwas kaum poco un peu pouco meno`,
} as const;

const CONTRASTS =
  'but however though although yet aber jedoch pero sino mais cependant porem लेकिन पर मगर lekin magar لكن بس';
const FIRST_PERSON =
  'i im ive id ill me my mine myself we our us were ich mein meine wir uns yo mi je mon ma nous io mio eu meu minha मैं मेरा मुझे hamara mera meri mujhe main hum انا';
const SECOND_PERSON = 'you your youre yours u ur yall du dein ihr tu te vous votre usted voce seu आप';
export const NEGATION_HASHES: ReadonlySet<number> = hashesOf(NEGATIONS);
/** Words that no negation turns. */
export const LAUGHTER_HASHES: ReadonlySet<number> = hashesOf(
  'lol lolol haha hahaha hahah ha hehe lmao lmfao rofl jaja jajaja kkk mdr',
);
/** Right behind a negation they take it away: "not only", "nothing but", "no better". */
export const NEGATION_CANCELS: ReadonlySet<number> = hashesOf(
  'only just but better doubt wonder solo solamente nur seulement solo',
);
export const CONTRAST_HASHES: ReadonlySet<number> = hashesOf(CONTRASTS);
export const FIRST_PERSON_HASHES: ReadonlySet<number> = hashesOf(FIRST_PERSON);
/** Negations that follow what they turn: "accha nahi hai". */
export const LATE_NEGATION_HASHES: ReadonlySet<number> = hashesOf('नहीं नही nahi nahin nhi naahi nahee');
export const SECOND_PERSON_HASHES: ReadonlySet<number> = hashesOf(SECOND_PERSON);

/** Strength by the hash of a word. */
export const STRENGTH_OF: ReadonlyMap<number, number> = new Map(
  Object.entries(STRENGTHS).flatMap(([step, words]) =>
    wordsOf(words).map((word): [number, number] => [wordHash(word), 0.293 * Number(step)]),
  ),
);

function wordsOf(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

function hashesOf(list: string): Set<number> {
  return new Set(wordsOf(list).map((word) => wordHash(word.normalize('NFC'))));
}
