import { type Character, makeNeighbours } from './people.ts';
import type { Random } from './random.ts';

/** Posts of people who are ill: a few everywhere on every day, and many around Nashville in the last days of the story. */
export interface FluPost {
  minute: number;
  author: Character;
  text: string;
}

const DAY = 1440;
/** Where the wave comes, and the towns around it. */
const WAVE = ['Nashville, TN', 'Nashville, Tennessee', 'Franklin, TN', 'Murfreesboro, TN', 'nashville tn'];
const ELSEWHERE = [
  'Memphis, TN',
  'Knoxville, TN',
  'Chattanooga, TN',
  'Louisville, KY',
  'Atlanta, GA',
  'Birmingham, AL',
  'Charlotte, NC',
  'Columbus, Ohio',
  'St. Louis, MO',
  'Dallas, TX',
  'Chicago, IL',
  'Denver, Colorado',
];
/** The wave begins so many days before the story ends. */
const WAVE_DAYS = 3;

/** `days` is the length of the story. */
export function tellFlu(random: Random, days: number): FluPost[] {
  const near = makeNeighbours(random, 'near', WAVE, 120);
  const far = makeNeighbours(random, 'far', ELSEWHERE, 240);
  const posts: FluPost[] = [];
  const say = (day: number, author: Character) =>
    posts.push({ minute: day * DAY + random.between(6 * 60, 23 * 60), author, text: random.pick(ILL) });
  for (let day = 0; day < days; day++) {
    for (let i = 0; i < 2; i++) say(day, random.pick(near));
    for (let i = 0; i < 18; i++) say(day, random.pick(far));
  }
  const ill = near.slice(0, 70);
  for (const author of ill) say(days - 1 - Math.floor(WAVE_DAYS * random.next() ** 1.5), author);
  return posts;
}

const ILL = [
  'Pretty sure I have the flu. Fever since last night and everything hurts.',
  'Day two of this fever. Send soup.',
  'chills, sore throat, the works. calling in sick tomorrow',
  'Whole family down with the flu, one after the other 🤒',
  'Kid came home from school with a fever. Here we go again.',
  'Why does my throat feel like sandpaper? Sore throat and body aches all day.',
  'Flu season got me. Been in bed since noon.',
  'Fever of 101 and nothing in the medicine cabinet. Great planning, me.',
  'Half the office is out with the flu this week',
  'can’t stop shivering, these chills are no joke',
  'Two pharmacies and nobody has cold medicine left? I just want this fever gone.',
  'Flu update: still alive, barely. Tea and blankets.',
  'My body aches in places I did not know I had. Pretty sure it is the flu.',
  'Is there something going around? Third friend with a fever since Sunday.',
  'Sore throat this morning, fever by lunch, useless by dinner.',
  'No practice tonight, half the team has the flu',
];
