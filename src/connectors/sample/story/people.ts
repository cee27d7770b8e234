import type { Random } from './random.ts';

/** Somebody in the story. Handles end in `.example`, so that nobody real is ever addressed. */
export interface Character {
  externalId: string;
  handle: string;
  displayName: string;
  language: 'en' | 'de' | 'es' | 'fr';
  followers: number;
  /** As in the profile. */
  location?: string;
}

export const BRAND: Character = {
  externalId: 'sample:lumora',
  handle: 'lumora.example',
  displayName: 'Lumora Mobile',
  language: 'en',
  followers: 18_400,
};

const FIRST = {
  en: [
    'Maya',
    'Tom',
    'Priya',
    'Jordan',
    'Grace',
    'Liam',
    'Aisha',
    'Owen',
    'Chloe',
    'Marcus',
    'Nina',
    'Sam',
    'Hannah',
    'Dev',
    'Ruth',
    'Callum',
    'Zoe',
    'Femi',
    'Ellen',
    'Ravi',
    'Kate',
    'Leo',
    'Imani',
    'Joel',
  ],
  de: ['Jonas', 'Lena', 'Matthias', 'Sophie', 'Emre', 'Katrin', 'Felix', 'Miriam', 'Svenja', 'Paul'],
  es: ['Lucía', 'Mateo', 'Carmen', 'Álvaro', 'Inés', 'Diego', 'Marta', 'Sergio'],
  fr: ['Camille', 'Hugo', 'Amélie', 'Nadia', 'Thibault', 'Élodie', 'Karim', 'Louise'],
};
const LAST = {
  en: [
    'Okafor',
    'Bennett',
    'Shah',
    'Murphy',
    'Castellano',
    'Lindgren',
    'Whitfield',
    'Osei',
    'Garner',
    'Doyle',
    'Pereira',
    'Novak',
    'Ellis',
    'Rahman',
    'Thorne',
    'Adeyemi',
    'Kowalski',
    'Hart',
  ],
  de: ['Brandt', 'Vogel', 'Yılmaz', 'Krüger', 'Seidel', 'Hofmann', 'Petersen', 'Lange'],
  es: ['Ortega', 'Ibáñez', 'Navarro', 'Rojas', 'Molina', 'Serrano'],
  fr: ['Lefèvre', 'Moreau', 'Benali', 'Rousseau', 'Girard', 'Perrin'],
};
const HOBBIES = [
  'runs',
  'bakes',
  'cycles',
  'reads',
  'codes',
  'paints',
  'gardens',
  'hikes',
  'plays',
  'sews',
  'writes',
  'fixes',
];

/** `count` people, most of them with few followers and a handful with very many, as on any network. */
export function makePeople(random: Random, count: number): Character[] {
  const people: Character[] = [];
  for (let i = 0; i < count; i++) {
    const language = pickLanguage(random);
    const first = random.pick(FIRST[language]);
    const last = random.pick(LAST[language]);
    const plain = `${first}${random.chance(0.5) ? last : random.pick(HOBBIES)}`
      .normalize('NFKD')
      .replaceAll(/[^a-zA-Z]/g, '')
      .toLowerCase();
    people.push({
      externalId: `sample:person-${i}`,
      handle: `${plain}${random.between(1, 99)}.example`,
      displayName: random.chance(0.85) ? `${first} ${last}` : first,
      language,
      followers: Math.floor(10 * Math.exp(random.next() * 4) * (random.chance(0.01) ? 200 : 1)),
    });
  }
  return people;
}

function pickLanguage(random: Random): Character['language'] {
  const at = random.next();
  if (at < 0.82) return 'en';
  if (at < 0.9) return 'de';
  return at < 0.95 ? 'es' : 'fr';
}

/** People who live at these places, as their profiles say; nobody of them knows the telecom. `group` tells their ids apart from those of others. */
export function makeNeighbours(
  random: Random,
  group: string,
  places: readonly string[],
  count: number,
): Character[] {
  return Array.from({ length: count }, (_, i) => {
    const first = random.pick(FIRST.en);
    const last = random.pick(LAST.en);
    return {
      externalId: `sample:${group}-${i}`,
      handle: `${first}.${last}${random.between(1, 999)}.example`.toLowerCase(),
      displayName: `${first} ${last}`,
      language: 'en',
      followers: Math.floor(10 * Math.exp(random.next() * 4)),
      location: places[i % places.length]!,
    };
  });
}
