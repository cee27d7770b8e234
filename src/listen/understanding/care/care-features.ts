import type { TextReader } from '#lib/model/index.ts';
import type { CueReader } from './cue-reader.ts';
import { CUES, type Cue } from './cues/cue.ts';
import { Shape } from './shape.ts';

const AT = Object.fromEntries(CUES.map((cue, index) => [cue, index])) as Readonly<Record<Cue, number>>;
const ALL = CUES.map((_, index) => index);
const TROUBLE = [AT.waiting, AT.failing, AT.wrong, AT.expected, AT.money, AT.outage];
const DANGER = [AT.safety, AT.fraud, AT.stranded];
const TROUBLE_OR_DANGER = [...TROUBLE, ...DANGER];
const PRESSING = [...DANGER, AT.money, AT.outage, AT.deadline, AT.escalation, AT.vulnerable];
const IDLE = [AT.news, AT.fiction, AT.chatter, AT.spam, AT.company];

/** Cues and shape of the post last read, for the rules below. */
class CareFacts {
  readonly shape = new Shape();
  #plain: Uint8Array = new Uint8Array(CUES.length);

  read(text: string, reader: TextReader, cues: CueReader): void {
    this.shape.read(text, reader);
    this.#plain = cues.plain;
  }

  has(cue: number): boolean {
    return this.#plain[cue]! > 0;
  }

  any(cues: readonly number[]): boolean {
    for (let i = 0; i < cues.length; i++) if (this.#plain[cues[i]!]! > 0) return true;
    return false;
  }

  count(cues: readonly number[]): number {
    let count = 0;
    for (let i = 0; i < cues.length; i++) if (this.#plain[cues[i]!]! > 0) count++;
    return count;
  }
}

/** Numbers that say how cues and shape go together: a straight line through single cues cannot. */
const TOGETHER: Readonly<Record<string, (facts: CareFacts) => number | boolean>> = {
  'own trouble': (f) => f.has(AT.selfTold) && f.any(TROUBLE),
  'told to you with trouble': (f) => f.has(AT.address) && f.any(TROUBLE),
  'asked of you': (f) => f.shape.asks && f.has(AT.address),
  'asked at a handle': (f) => f.shape.asks && f.shape.beginsWithHandle,
  'asked about a service thing': (f) => f.shape.asks && f.has(AT.thing),
  'question without sign': (f) => !f.shape.asks && f.has(AT.questionWord) && f.has(AT.helpAsk),
  'praise with trouble': (f) => f.has(AT.praise) && f.any(TROUBLE),
  'praise alone': (f) => f.has(AT.praise) && !f.any(TROUBLE) && !f.shape.asks,
  'anger with trouble': (f) => f.has(AT.anger) && f.any(TROUBLE),
  'anger alone': (f) => f.has(AT.anger) && !f.any(TROUBLE) && !f.has(AT.thing),
  'solved without trouble': (f) => f.has(AT.solved) && !f.any(TROUBLE),
  'trouble among idle talk': (f) => f.any(TROUBLE) && f.any(IDLE),
  'trouble and nothing idle': (f) => f.any(TROUBLE) && !f.any(IDLE),
  'trouble at a handle': (f) => f.any(TROUBLE) && f.shape.handles > 0,
  'trouble without handle': (f) => f.any(TROUBLE) && f.shape.handles === 0,
  'danger, own': (f) => f.any(DANGER) && f.has(AT.selfTold),
  'danger, idle': (f) => f.any(DANGER) && f.any(IDLE),
  'danger, only thought of': (f) => f.any(DANGER) && f.has(AT.hypothetical),
  'trouble with a deadline': (f) => f.has(AT.deadline) && f.any(TROUBLE),
  'trouble of the vulnerable': (f) => f.has(AT.vulnerable) && f.any(TROUBLE_OR_DANGER),
  'stranded under pressure': (f) => f.has(AT.stranded) && (f.has(AT.deadline) || f.has(AT.waiting)),
  'money kept': (f) => f.has(AT.money) && (f.has(AT.waiting) || f.has(AT.expected)),
  'kinds of trouble': (f) => Math.min(1, f.count(TROUBLE) / 3),
  'kinds of pressure': (f) => Math.min(1, f.count(PRESSING) / 3),
  'kinds of idle talk': (f) => Math.min(1, f.count(IDLE) / 3),
  asks: (f) => f.shape.asks,
  'ends asking': (f) => f.shape.endsAsking,
  'begins with handle': (f) => f.shape.beginsWithHandle,
  'no handle': (f) => f.shape.handles === 0,
  'many handles': (f) => f.shape.handles > 1,
  link: (f) => f.shape.hasLink,
  'link, no handle': (f) => f.shape.hasLink && f.shape.handles === 0,
  'repeat of another': (f) => f.shape.isRepeat,
  quoted: (f) => f.shape.isQuoted,
  'signed as by an agent': (f) => f.shape.isSigned,
  headline: (f) => f.shape.isTitle,
  'headline with link': (f) => f.shape.isTitle && f.shape.hasLink,
  tags: (f) => Math.min(1, f.shape.tags / 3),
  'under 4 words': (f) => f.shape.words < 4,
  'under 8 words': (f) => f.shape.words < 8,
  'over 20 words': (f) => f.shape.words > 20,
  'over 40 words': (f) => f.shape.words > 40,
  'no cue': (f) => f.count(ALL) === 0,
};

/** Names of the numbers about cues and shape, in order. All lie between 0 and 1. */
export const CARE_FEATURES: readonly string[] = [
  ...CUES,
  ...CUES.map((cue) => `${cue}, twice`),
  ...CUES.map((cue) => `no ${cue}`),
  ...Object.keys(TOGETHER),
];

const RULES = Object.values(TOGETHER);
const FACTS = new CareFacts();

/** Writes the numbers of `CARE_FEATURES` into `into`. Both readers have just read `text`. */
export function careFeatures(text: string, reader: TextReader, cues: CueReader, into: Float32Array): void {
  const { length } = CUES;
  for (let i = 0; i < length; i++) {
    into[i] = cues.plain[i]! > 0 ? 1 : 0;
    into[length + i] = cues.plain[i]! > 1 ? 1 : 0;
    into[2 * length + i] = cues.negated[i]! > 0 ? 1 : 0;
  }
  FACTS.read(text, reader, cues);
  for (let i = 0; i < RULES.length; i++) into[3 * length + i] = Number(RULES[i]!(FACTS));
}
