import { HANDLE, LINK, MARKS, TAG, type TextReader, WORD } from '#lib/model/index.ts';
import type { CueReader } from './cue-reader.ts';
import { CUES, type Cue } from './cues/cue.ts';

const at = (cue: Cue) => CUES.indexOf(cue);
const TROUBLE = ['waiting', 'failing', 'wrong', 'expected', 'money', 'outage'] as const;
const DANGER = ['safety', 'fraud', 'stranded'] as const;
const PRESSING = [...DANGER, 'money', 'outage', 'deadline', 'escalation', 'vulnerable'] as const;
const IDLE = ['news', 'fiction', 'chatter', 'spam', 'company'] as const;

interface Facts {
  has(cue: Cue): boolean;
  any(cues: readonly Cue[]): boolean;
  count(cues: readonly Cue[]): number;
  readonly shape: Shape;
}

interface Shape {
  readonly asks: boolean;
  readonly endsAsking: boolean;
  readonly beginsWithHandle: boolean;
  readonly handles: number;
  readonly hasLink: boolean;
  readonly isRepeat: boolean;
  readonly isQuoted: boolean;
  readonly isTitle: boolean;
  readonly tags: number;
  readonly words: number;
}

/** Numbers that say how cues and shape go together: a straight line through single cues cannot. */
const TOGETHER: Readonly<Record<string, (facts: Facts) => number | boolean>> = {
  'own trouble': ({ has, any }) => has('selfTold') && any(TROUBLE),
  'told to you with trouble': ({ has, any }) => has('address') && any(TROUBLE),
  'asked of you': ({ has, shape }) => shape.asks && has('address'),
  'asked at a handle': ({ shape }) => shape.asks && shape.beginsWithHandle,
  'asked about a service thing': ({ has, shape }) => shape.asks && has('thing'),
  'question without sign': ({ has, shape }) => !shape.asks && has('questionWord') && has('helpAsk'),
  'praise with trouble': ({ has, any }) => has('praise') && any(TROUBLE),
  'praise alone': ({ has, any, shape }) => has('praise') && !any(TROUBLE) && !shape.asks,
  'anger with trouble': ({ has, any }) => has('anger') && any(TROUBLE),
  'anger alone': ({ has, any }) => has('anger') && !any(TROUBLE) && !has('thing'),
  'solved without trouble': ({ has, any }) => has('solved') && !any(TROUBLE),
  'trouble among idle talk': ({ any }) => any(TROUBLE) && any(IDLE),
  'trouble and nothing idle': ({ any }) => any(TROUBLE) && !any(IDLE),
  'trouble at a handle': ({ any, shape }) => any(TROUBLE) && shape.handles > 0,
  'trouble without handle': ({ any, shape }) => any(TROUBLE) && shape.handles === 0,
  'danger, own': ({ has, any }) => any(DANGER) && has('selfTold'),
  'danger, idle': ({ any }) => any(DANGER) && any(IDLE),
  'danger, only thought of': ({ has, any }) => any(DANGER) && has('hypothetical'),
  'trouble with a deadline': ({ has, any }) => has('deadline') && any(TROUBLE),
  'trouble of the vulnerable': ({ has, any }) => has('vulnerable') && any([...TROUBLE, ...DANGER]),
  'stranded under pressure': ({ has }) => has('stranded') && (has('deadline') || has('waiting')),
  'money kept': ({ has }) => has('money') && (has('waiting') || has('expected')),
  'kinds of trouble': ({ count }) => Math.min(1, count(TROUBLE) / 3),
  'kinds of pressure': ({ count }) => Math.min(1, count(PRESSING) / 3),
  'kinds of idle talk': ({ count }) => Math.min(1, count(IDLE) / 3),
  asks: ({ shape }) => shape.asks,
  'ends asking': ({ shape }) => shape.endsAsking,
  'begins with handle': ({ shape }) => shape.beginsWithHandle,
  'no handle': ({ shape }) => shape.handles === 0,
  'many handles': ({ shape }) => shape.handles > 1,
  link: ({ shape }) => shape.hasLink,
  'link, no handle': ({ shape }) => shape.hasLink && shape.handles === 0,
  'repeat of another': ({ shape }) => shape.isRepeat,
  quoted: ({ shape }) => shape.isQuoted,
  headline: ({ shape }) => shape.isTitle,
  'headline with link': ({ shape }) => shape.isTitle && shape.hasLink,
  tags: ({ shape }) => Math.min(1, shape.tags / 3),
  'under 4 words': ({ shape }) => shape.words < 4,
  'under 8 words': ({ shape }) => shape.words < 8,
  'over 20 words': ({ shape }) => shape.words > 20,
  'over 40 words': ({ shape }) => shape.words > 40,
  'no cue': ({ count }) => count(CUES) === 0,
};

/** Names of the numbers that the heads of customer care are given beside the words, in order. All lie between 0 and 1. */
export const CARE_FEATURES: readonly string[] = [
  ...CUES,
  ...CUES.map((cue) => `${cue}, twice`),
  ...CUES.map((cue) => `no ${cue}`),
  ...Object.keys(TOGETHER),
];

const RULES = Object.values(TOGETHER);

/** Writes the numbers of `CARE_FEATURES` into `into`. Both readers have just read `text`. */
export function careFeatures(text: string, reader: TextReader, cues: CueReader, into: Float32Array): void {
  const { length } = CUES;
  for (let i = 0; i < length; i++) {
    into[i] = cues.plain[i]! > 0 ? 1 : 0;
    into[length + i] = cues.plain[i]! > 1 ? 1 : 0;
    into[2 * length + i] = cues.negated[i]! > 0 ? 1 : 0;
  }
  const has = (cue: Cue) => cues.plain[at(cue)]! > 0;
  const count = (some: readonly Cue[]) => some.reduce((sum, cue) => sum + (has(cue) ? 1 : 0), 0);
  const facts: Facts = { has, count, any: (some) => some.some(has), shape: shapeOf(text, reader) };
  for (const [i, rule] of RULES.entries()) into[3 * length + i] = Number(rule(facts));
}

function shapeOf(text: string, reader: TextReader): Shape {
  let [handles, links, tags, words, capitals, asks, last] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < reader.count; i++) {
    const kind = reader.kinds[i]!;
    if (kind === HANDLE) handles++;
    else if (kind === LINK) links++;
    else if (kind === TAG) tags++;
    else if (kind === WORD) {
      words++;
      if (isCapital(text.charCodeAt(reader.starts[i]!))) capitals++;
      last = 0;
    } else if (kind === MARKS && isQuestionMark(reader.markUnits[i]!)) {
      asks++;
      last = 1;
    }
  }
  return {
    asks: asks > 0,
    endsAsking: last === 1,
    beginsWithHandle:
      reader.count > 0 && (reader.kinds[0] === HANDLE || (text[0] === '.' && reader.kinds[1] === HANDLE)),
    handles,
    hasLink: links > 0,
    isRepeat: /^\W{0,2}RT[ :@]/.test(text),
    isQuoted: /^["“«„]/.test(text),
    isTitle: words > 4 && capitals > words * 0.6 && capitals < words,
    tags,
    words,
  };
}

function isCapital(unit: number): boolean {
  return unit >= 65 && unit <= 90;
}

function isQuestionMark(unit: number): boolean {
  return unit === 63 || unit === 0xff1f || unit === 0x61f;
}
