export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/**
 * Why a password is too easy to guess, as the end of a sentence; null when it is not. `about` are words that an attacker would try
 * first: the person's name and mail address.
 */
export function weaknessOf(password: string, about: readonly string[]): string | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return `it needs at least ${PASSWORD_MIN} characters`;
  if (password.length > PASSWORD_MAX) return `it may have at most ${PASSWORD_MAX} characters`;
  const plain = password.toLowerCase().normalize('NFKC');
  if (new Set(plain).size < 5) return 'it repeats the same few characters';
  if (isRun(plain)) return 'it is a run of neighbouring keys';
  if (isRepeated(plain)) return 'it repeats a short piece';
  if (leavesLittle(plain, personal(about))) return 'it is mostly your name or address';
  if (leavesLittle(unleet(plain), COMMON) || leavesLittle(plain, COMMON))
    return 'it is among those that are tried first';
  return null;
}

const RUNS = [
  '01234567890123456789',
  '09876543210987654321',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  'poiuytrewqlkjhgfdsamnbvcxz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  '!@#$%^&*()_+',
];

/** Words of the passwords that lists of broken accounts are full of; leet spelling is undone before they are looked for. */
const COMMON = `
  password passwort motdepasse contrasena passw letmein welcome willkommen bienvenue qwerty qwertz
  azerty asdfgh zxcvbn iloveyou ihateyou trustno admin administrator root login master monkey
  dragon football baseball basketball soccer hockey superman batman starwars pokemon sunshine
  princess shadow michael jennifer jessica charlie jordan ashley daniel thomas andrew computer
  internet secret geheim changeme default guest test testing temporary whatever freedom mustang
  corvette liverpool chelsea arsenal barcelona realmadrid summer winter spring autumn monday
  january february march april june july august september october november december hello abcdef
  google samsung company support customer rapport manager agent owner abc`
  .trim()
  .split(/\s+/);

function isRun(plain: string): boolean {
  const pieces = RUNS.some((run) => run.includes(plain) || (run + run).includes(plain));
  return pieces || coveredByRuns(plain);
}

/** Whether all but three characters lie in pieces of four or more neighbouring keys. */
function coveredByRuns(plain: string): boolean {
  let covered = 0;
  for (let at = 0; at < plain.length;) {
    let length = 0;
    for (const run of RUNS) {
      let size = 4;
      while (at + size <= plain.length && run.includes(plain.slice(at, at + size)))
        length = Math.max(length, size++);
    }
    covered += length;
    at += Math.max(1, length);
  }
  return plain.length - covered <= 3;
}

function isRepeated(plain: string): boolean {
  return /^(.{1,5}?)\1{2,}.{0,4}$/su.test(plain) || (plain.length < 16 && /^(.{4,7})\1$/su.test(plain));
}

/** Whether fewer than five characters, digits and signs at the ends not counted, are left without the words. */
function leavesLittle(plain: string, words: readonly string[]): boolean {
  let rest = plain;
  for (const word of words.toSorted((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '');
  return rest !== plain && rest.replaceAll(/[^\p{L}]/gu, '').length < 5 && rest.length < 10;
}

function personal(about: readonly string[]): string[] {
  return about
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 3);
}

function unleet(plain: string): string {
  const letters: Record<string, string> = {
    '0': 'o',
    '1': 'l',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '8': 'b',
    '@': 'a',
    $: 's',
    '!': 'i',
  };
  return plain.replaceAll(/[0134578@$!]/g, (sign) => letters[sign] ?? sign);
}
