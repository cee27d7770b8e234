import { FEWEST, type Figures, type Tally } from './figures.ts';
import { DAY_MS, type DayTable, NO_STEP, NO_WORD } from './pack.ts';
import { tallyIn } from './blocks.ts';
import { type Asked, fitting, isUnfiltered, wantedOf, whatOf } from './reckon.ts';
import { Spread } from './spread.ts';

/** Of somebody with fewer contacts than this nothing is compared: it would be chance. */
export const FEWEST_OF_AGENT = 20;
/** Contacts that others must have had of the same kind, to compare with. */
const FEWEST_ALIKE = 10;

interface AgentFigures {
  userId: string;
  /** Answers given in the period. */
  answers: number;
  /** Middle of how long customers had waited for them, in seconds. */
  medianWait: number | null;
  /** Contacts of the period that this person answered first. */
  first: Figures | null;
  /**
   * How often a first answer came sooner than those of colleagues to the like (channel, kind, urgency): 0.5 is as theirs. Null where there
   * is too little to compare.
   */
  likeForLike: number | null;
  /** Contacts that could be compared. */
  compared: number;
}

/** What each person did in a period, in the order of their ids. */
export function reckonPeople(days: readonly DayTable[], asked: Asked): AgentFigures[] {
  const answers = answersBy(days, asked, (day) => day.answerBy);
  const { first, strata } = firstAnswers(days, asked);
  const alike = likeForLike(strata);
  const people = new Set([...answers.keys(), ...first.keys()]);
  return [...people].sort().map((userId) => {
    const waits = answers.get(userId);
    const figures = first.get(userId)?.figures();
    const { sooner, compared } = alike.get(userId) ?? { sooner: 0, compared: 0 };
    return {
      userId,
      answers: waits?.count ?? 0,
      medianWait: waits && waits.spread.total >= FEWEST ? waits.spread.at(0.5) : null,
      first: figures && figures.contacts >= FEWEST_OF_AGENT ? figures : null,
      likeForLike: compared >= FEWEST_OF_AGENT ? sooner / compared : null,
      compared,
    };
  });
}

export interface Answers {
  count: number;
  spread: Spread;
}

/** Answers of a period by a word of theirs: who gave them, or the team. */
export function answersBy(
  days: readonly DayTable[],
  asked: Asked,
  columnOf: (day: DayTable) => Uint16Array,
): Map<string, Answers> {
  const all = new Map<string, Answers>();
  for (const day of days) {
    if (day.start >= asked.to || day.start + DAY_MS <= asked.from) continue;
    const [column, { answerAt, answerWaited }] = [columnOf(day), day];
    const isWanted = isUnfiltered(asked) ? undefined : wantedOf(day.words, asked);
    // Looked up once a day.
    const known: (Answers | undefined)[] = Array.from(day.words, () => undefined);
    for (let index = 0; index < answerAt.length; index++) {
      const time = day.start + answerAt[index]!;
      const word = column[index]!;
      if (time < asked.from || time >= asked.to || word === NO_WORD) continue;
      if (
        isWanted &&
        !isWanted(day.answerNetwork[index]!, day.answerTeam[index]!, day.answerLanguage[index]!)
      )
        continue;
      const own = (known[word] ??= answersOf(all, day.words[word]!));
      own.count++;
      const waited = answerWaited[index]!;
      if (waited !== NO_STEP) own.spread.add(waited);
    }
  }
  return all;
}

function answersOf(all: Map<string, Answers>, key: string): Answers {
  let own = all.get(key);
  if (!own) all.set(key, (own = { count: 0, spread: new Spread() }));
  return own;
}

/** By stratum, by person: how long first answers took, in steps. */
type Strata = Map<string, Map<string, number[]>>;

function firstAnswers(days: readonly DayTable[], asked: Asked) {
  const first = new Map<string, Tally>();
  const strata: Strata = new Map();
  for (const day of days) {
    const ofDay = new Map<number, Map<string, number[]>>();
    for (const index of fitting(day, asked)) {
      const word = day.agent[index]!;
      if (word === NO_WORD) continue;
      const userId = day.words[word]!;
      const answerStep = day.answered[index]!;
      tallyIn(first, userId).add(whatOf(day, index), answerStep, day.solved[index]!);
      if (answerStep === NO_STEP) continue;
      const stratum = stratumOf(day, index, ofDay, strata);
      const own = stratum.get(userId);
      if (own) own.push(answerStep);
      else stratum.set(userId, [answerStep]);
    }
  }
  return { first, strata };
}

/** Channel, kind and urgency; looked up once a day. */
function stratumOf(day: DayTable, index: number, ofDay: Map<number, Map<string, number[]>>, strata: Strata) {
  const [network, kind, urgency] = [day.network[index]!, day.kind[index]!, (day.traits[index]! >> 1) & 3];
  const number = (network * (NO_WORD + 1) + kind) * 4 + urgency;
  let stratum = ofDay.get(number);
  if (stratum) return stratum;
  const key = `${day.words[network]}|${day.words[kind]}|${urgency}`;
  stratum = strata.get(key) ?? new Map<string, number[]>();
  strata.set(key, stratum);
  ofDay.set(number, stratum);
  return stratum;
}

/** Of each person: how often answers came sooner than those of others, and how many could be compared. */
function likeForLike(strata: Strata): Map<string, { sooner: number; compared: number }> {
  const people = new Map<string, { sooner: number; compared: number }>();
  for (const stratum of strata.values()) {
    const all = spreadOf(...stratum.values());
    for (const [userId, steps] of stratum) {
      const own = spreadOf(steps);
      const others = all.total - own.total;
      if (others < FEWEST_ALIKE) continue;
      const person = people.get(userId) ?? { sooner: 0, compared: 0 };
      const [belowOfAll, belowOfOwn] = [all.belows(), own.belows()];
      for (const step of steps) person.sooner += 1 - (belowOfAll[step]! - belowOfOwn[step]!) / others;
      person.compared += steps.length;
      people.set(userId, person);
    }
  }
  return people;
}

function spreadOf(...lists: (readonly number[])[]): Spread {
  const spread = new Spread();
  for (const steps of lists) for (const step of steps) spread.add(step);
  return spread;
}
