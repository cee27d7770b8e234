import { FEWEST, type Figures, type Tally } from './figures.ts';
import { type DayTable, NO_TIME, NO_WORD } from './pack.ts';
import { type Asked, countedOf, fitting, tallyIn, wantedOf } from './reckon.ts';
import { Spread, stepOf } from './spread.ts';

/** Of somebody with fewer contacts than this nothing is compared: it would be chance. */
export const FEWEST_OF_AGENT = 20;
/** Contacts that others must have had of the same kind, to compare with. */
const FEWEST_ALIKE = 10;

export interface AgentFigures {
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
  const people = new Set([...answers.keys(), ...first.keys()]);
  return [...people].sort().map((userId) => {
    const waits = answers.get(userId);
    const figures = first.get(userId)?.figures();
    const { share, compared } = likeForLike(strata, userId);
    return {
      userId,
      answers: waits?.count ?? 0,
      medianWait: waits && waits.spread.total >= FEWEST ? waits.spread.at(0.5) : null,
      first: figures && figures.contacts >= FEWEST_OF_AGENT ? figures : null,
      likeForLike: compared >= FEWEST_OF_AGENT ? share : null,
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
    const column = columnOf(day);
    const isWanted = wantedOf(day.words, asked);
    for (let index = 0; index < day.answerAt.length; index++) {
      const time = day.start + day.answerAt[index]!;
      const word = column[index]!;
      if (time < asked.from || time >= asked.to || word === NO_WORD) continue;
      if (!isWanted(day.answerNetwork[index]!, day.answerTeam[index]!, day.answerLanguage[index]!)) continue;
      const key = day.words[word]!;
      let own = all.get(key);
      if (!own) all.set(key, (own = { count: 0, spread: new Spread() }));
      own.count++;
      const waited = day.answerWaited[index]!;
      if (waited !== NO_TIME) own.spread.add(stepOf(waited));
    }
  }
  return all;
}

/** By stratum, by person: how long first answers took, in steps. */
type Strata = Map<string, Map<string, number[]>>;

function firstAnswers(days: readonly DayTable[], asked: Asked) {
  const first = new Map<string, Tally>();
  const strata: Strata = new Map();
  for (const day of days)
    for (const index of fitting(day, asked)) {
      const word = day.agent[index]!;
      if (word === NO_WORD) continue;
      const userId = day.words[word]!;
      const { what, answerStep, solveStep } = countedOf(day, index);
      tallyIn(first, userId).add(what, answerStep, solveStep);
      if (answerStep < 0) continue;
      const urgency = (day.traits[index]! >> 1) & 3;
      const key = `${day.words[day.network[index]!]}|${day.words[day.kind[index]!]}|${urgency}`;
      let stratum = strata.get(key);
      if (!stratum) strata.set(key, (stratum = new Map<string, number[]>()));
      const own = stratum.get(userId);
      if (own) own.push(answerStep);
      else stratum.set(userId, [answerStep]);
    }
  return { first, strata };
}

function likeForLike(strata: Strata, userId: string): { share: number; compared: number } {
  let [sooner, compared] = [0, 0];
  for (const stratum of strata.values()) {
    const own = stratum.get(userId);
    if (!own) continue;
    const others = new Spread();
    for (const [other, steps] of stratum) if (other !== userId) for (const step of steps) others.add(step);
    if (others.total < FEWEST_ALIKE) continue;
    for (const step of own) sooner += 1 - others.below(step);
    compared += own.length;
  }
  return { share: compared === 0 ? 0.5 : sooner / compared, compared };
}
