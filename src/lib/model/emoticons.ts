import { wordHash } from './hashing.ts';

/** Written faces, by what they mean; the same meaning gives the same token. */
const MEANINGS: Readonly<Record<string, string>> = {
  smile: ':) :-) =) :] :-] (: (-: :^) :o) :c) c: :} (= ^^ ^_^ ^.^ :> :-> (;',
  grin: ':D :-D =D xD XD x-D ;D 8D 8-D :DD xDD :oD',
  laugh: ":')  :'-) :'D",
  wink: ';) ;-) ;] ;-] *-) ;^)',
  tongue: ':P :-P =P :p :-p =p xP ;P ;p :b XP :Þ',
  heart: '<3 <33 <333 ♥ ♡',
  kiss: ':* :-* =* ;* :x :-x',
  sad: ':( :-( =( :[ :-[ ): )-: :c :-c :< :-< )= :{',
  cry: ":'( :'-( ;( ;-( T_T T.T ;_; :,( Q_Q ='(",
  angry: '>:( >:-( >.< >_< >:[ >< :@ :-@',
  doubt: ':/ :-/ =/ :\\ :-\\ =\\ :S :s :-S :-s :| :-| =| -_- -.- -__- ._. :L',
  surprise: ':o :-o :O :-O =O =o o_O O_o o.O O.o 8-0 :0 o_o O_O',
  broken: '</3 <\\3',
  devil: '>:) >;) >:D }:) >:3',
  cool: '8) 8-) B) B-)',
  cat: ':3 :-3 =3',
  shrug: '¯\\_(ツ)_/¯',
};

/** What a sad, happy or doubtful face is worth on a scale of −4 to 4: our own judgement. */
export const EMOTICON_VALENCES: Readonly<Record<string, number>> = {
  smile: 2,
  grin: 2.5,
  laugh: 2.2,
  wink: 1,
  tongue: 1.3,
  heart: 2.6,
  kiss: 2.2,
  sad: -2,
  cry: -2,
  angry: -2.2,
  doubt: -1,
  surprise: 0.1,
  broken: -2,
  devil: -0.3,
  cool: 1.3,
  cat: 1.5,
  shrug: -0.2,
};

/** The hash of an emoticon's meaning, as the text reader gives it. */
export function emoticonHash(meaning: string): number {
  return wordHash(`\u0001${meaning}`);
}

const written = new Map<string, number>();
const beginnings = new Uint8Array(128);
let longest = 0;
for (const [meaning, all] of Object.entries(MEANINGS))
  for (const face of all.split(/\s+/)) {
    written.set(face, emoticonHash(meaning));
    longest = Math.max(longest, face.length);
    if (face.charCodeAt(0) < 128) beginnings[face.charCodeAt(0)] = 1;
  }

/** Whether an emoticon could begin with this UTF-16 unit. */
export function mayBeginEmoticon(unit: number): boolean {
  return unit < 128 ? beginnings[unit] === 1 : unit === 0xaf || unit === 0x2665 || unit === 0x2661;
}

/** The longest emoticon that stands at `at` as a whole: its length, 0 for none. `isWord` tells letters and digits. */
export function emoticonAt(text: string, at: number, isWord: (unit: number) => boolean): number {
  for (let length = Math.min(longest, text.length - at); length > 1; length--) {
    if (!written.has(text.substr(at, length))) continue;
    const last = text.charCodeAt(at + length - 1);
    const next = text.charCodeAt(at + length);
    if (isWord(last) && isWord(next)) continue;
    return length;
  }
  return 0;
}

/** The token of an emoticon that `emoticonAt` found. */
export function emoticonToken(face: string): number {
  return written.get(face) ?? 0;
}
