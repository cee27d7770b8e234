import { answerTo } from './answers.ts';
import * as phrases from './phrases.ts';
import { tellFlu } from './flu.ts';
import { BRAND, type Character, makePeople } from './people.ts';
import { type Random, seededRandom } from './random.ts';

/** One event of the sample stream. */
export interface StoryEvent {
  /** Minutes since the story began. */
  minute: number;
  type: 'post' | 'edit' | 'delete';
  id: string;
  author: Character;
  text: string;
  /** Id of the post that it answers, and of the first post of that thread. */
  parent?: string;
  root?: string;
  /** Id of the post that it quotes. */
  quotes?: string;
}

const DAY = 1440;
/** The fault begins on the eleventh day at 9:12 and ends at 15:20. */
export const OUTAGE = { start: 10 * DAY + 552, end: 10 * DAY + 920 };
export const STORY_DAYS = 14;

/**
 * Fourteen days around a telecom with a six-hour outage, and in the last of them a wave of flu around Nashville: about 4,300 posts, in order of
 * time. The same seed tells the same story.
 */
export function tellStory(seed = 20_261_122): StoryEvent[] {
  const teller = new Teller(seededRandom(seed));
  for (let day = 0; day < STORY_DAYS; day++) teller.ordinaryDay(day);
  teller.outage();
  teller.announcements();
  // With numbers of its own, so that it changes nothing in the rest of the story.
  teller.flu(seededRandom(seed + 1));
  return teller.finish();
}

class Teller {
  readonly #random: Random;
  readonly #people: Character[];
  readonly #events: StoryEvent[] = [];
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#people = makePeople(random, 1400);
  }

  ordinaryDay(day: number): void {
    const afterOutage = day > 10 ? 40 : 0;
    for (let i = 0; i < 105; i++) this.#post(this.#timeOf(day), phrases.NOISE);
    for (let i = 0; i < 14; i++) this.#askAndAnswer(this.#timeOf(day), phrases.QUESTIONS, 0.7);
    for (let i = 0; i < 9; i++) this.#askAndAnswer(this.#timeOf(day), phrases.BILLING, 0.5);
    for (let i = 0; i < 8; i++) this.#askAndAnswer(this.#timeOf(day), phrases.PRAISE, 0.3);
    for (let i = 0; i < 5; i++) this.#post(this.#timeOf(day), phrases.SUGGESTIONS);
    for (let i = 0; i < 8; i++) this.#post(this.#timeOf(day), phrases.COMPETITOR);
    for (let i = 0; i < afterOutage; i++) this.#askAndAnswer(this.#timeOf(day), phrases.AFTERMATH, 0.35);
  }

  /** The wave: confusion, then anger, a rumour that is copied, newspapers, and the slow end. */
  outage(): void {
    const { start, end } = OUTAGE;
    for (let i = 0; i < 160; i++)
      this.#askAndAnswer(start + Math.floor(this.#random.next() ** 2 * 120), phrases.OUTAGE_START, 0.15);
    for (let i = 0; i < 520; i++)
      this.#askAndAnswer(
        start + 40 + Math.floor(this.#random.next() * (end - start - 40)),
        phrases.OUTAGE_ANGRY,
        0.12,
      );
    for (let i = 0; i < 45; i++)
      this.#post(start + 150 + this.#random.between(0, 160), [phrases.OUTAGE_RUMOUR[i % 5 === 0 ? 1 : 0]!]);
    for (const [i, headline] of phrases.OUTAGE_NEWS.entries()) this.#post(start + 170 + i * 130, [headline]);
    for (let i = 0; i < 90; i++)
      this.#askAndAnswer(end + this.#random.between(0, 400), phrases.AFTERMATH, 0.4);
  }

  announcements(): void {
    const times = [OUTAGE.start + 75, OUTAGE.start + 240, OUTAGE.end + 25];
    for (const [i, text] of phrases.BRAND_NOTICES.entries()) {
      const notice = this.#add({ minute: times[i]!, author: BRAND, text });
      for (let n = this.#random.between(12, 25); n > 0; n--) {
        this.#add({
          minute: notice.minute + this.#random.between(1, 90),
          author: this.#somebody(),
          text: this.#fill(this.#random.pick(phrases.OUTAGE_ANGRY)),
          ...below(notice),
        });
      }
    }
  }

  flu(random: Random): void {
    for (const post of tellFlu(random, STORY_DAYS)) this.#add(post);
  }

  finish(): StoryEvent[] {
    const posts = [...this.#events];
    for (const post of posts) {
      if (post.author === BRAND) continue;
      if (this.#random.chance(0.012))
        this.#events.push({
          ...post,
          type: 'delete',
          minute: post.minute + this.#random.between(3, 600),
          text: '',
        });
      else if (this.#random.chance(0.02))
        this.#events.push({
          ...post,
          type: 'edit',
          minute: post.minute + this.#random.between(1, 20),
          text: `${post.text}${this.#random.pick(AFTERTHOUGHTS)}`,
        });
    }
    return this.#events
      .filter((event) => event.minute < STORY_DAYS * DAY)
      .sort((a, b) => a.minute - b.minute || (a.id < b.id ? -1 : 1));
  }

  #askAndAnswer(minute: number, list: readonly string[], answered: number): void {
    const question = this.#post(minute, list);
    if (!this.#random.chance(answered)) {
      if (this.#random.chance(0.25))
        this.#add({
          minute: minute + this.#random.between(30, 900),
          author: question.author,
          text: this.#fill(this.#random.pick(phrases.FOLLOW_UP)),
          ...below(question),
        });
      return;
    }
    const name = question.author.displayName.split(' ')[0]!;
    const said = answerTo(question.text, question.author.language).replace('{name}', name);
    const text = `${said} – ${this.#random.pick(['Ana', 'Ben'])}`;
    const answer = this.#add({
      minute: minute + this.#random.between(4, 400),
      author: BRAND,
      text,
      ...below(question),
    });
    if (this.#random.chance(0.45)) {
      this.#add({
        minute: answer.minute + this.#random.between(2, 240),
        author: question.author,
        text: this.#fill(this.#random.pick(phrases.FOLLOW_UP)),
        parent: answer.id,
        root: question.root ?? question.id,
      });
    }
  }

  #post(minute: number, list: readonly string[]): StoryEvent {
    const author = this.#somebody();
    return this.#add({ minute, author, text: this.#fill(this.#inLanguage(author, list)) });
  }

  /** People who write in another language say the same things in it. */
  #inLanguage(author: Character, list: readonly string[]): string {
    const isAboutOutage = list === phrases.OUTAGE_START || list === phrases.OUTAGE_ANGRY;
    const isNoise = list === phrases.NOISE || list === phrases.COMPETITOR || list.length < 3;
    if (author.language === 'en' || isNoise) return this.#random.pick(list);
    const other = phrases.OTHER_LANGUAGES[author.language];
    return this.#random.pick(isAboutOutage ? other.outage : other.usual);
  }

  #add(event: Omit<StoryEvent, 'id' | 'type'>): StoryEvent {
    const added: StoryEvent = { type: 'post', id: `sample-${this.#count++}`, ...event };
    this.#events.push(added);
    return added;
  }

  #somebody(): Character {
    return this.#random.pick(this.#people);
  }

  /** People write in the morning, at noon and above all in the evening. */
  #timeOf(day: number): number {
    const peak = this.#random.pick([8.5, 12.5, 18, 20, 21]) * 60;
    const spread = (this.#random.next() + this.#random.next() + this.#random.next() - 1.5) * 240;
    return day * DAY + Math.max(0, Math.min(DAY - 1, Math.round(peak + spread)));
  }

  #fill(template: string): string {
    const random = this.#random;
    return template
      .replace('{city}', () => random.pick(phrases.CITIES))
      .replace('{phone}', () => random.pick(phrases.PHONES))
      .replace('{plan}', () => random.pick(phrases.PLANS))
      .replace('{amount}', () => random.pick(phrases.AMOUNTS))
      .replace('{time}', () => `${random.between(9, 11)}:${String(random.between(0, 59)).padStart(2, '0')}`);
  }
}

/** What people add to what they wrote: signs, so that no talk is about it. */
const AFTERTHOUGHTS = [' 🙏', ' …', '!', ' 😕'];

function below(post: StoryEvent): { parent: string; root: string } {
  return { parent: post.id, root: post.root ?? post.id };
}
