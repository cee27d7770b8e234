import { type Condition, groupKind, type GroupKind, partsOf, type Question } from './types.ts';

/** What a store can ask itself of a condition. */
export interface PushedDown {
  /** Holds wherever the condition holds. */
  formula: string;
  /** It holds nowhere else, so that nobody has to look again. */
  isExact: boolean;
}

/**
 * A condition as a formula of SQL. `say` gives the formula of one question, true or false and never null, or undefined where the store does not know
 * the fact; such a question is left open, so that the formula lets through what may hold. Groups are kept as they are, denied ones too.
 */
export function pushDown(condition: Condition, say: (question: Question) => string | undefined): PushedDown {
  let isExact = true;
  const bounds = boundsOf(condition, (question) => {
    const formula = say(question);
    if (formula === undefined) isExact = false;
    return formula;
  });
  return { formula: bounds.most, isExact };
}

/** `most` holds wherever the condition does; wherever `least` holds, the condition does. */
interface Bounds {
  most: string;
  least: string;
}

function boundsOf(condition: Condition, say: (question: Question) => string | undefined): Bounds {
  const kind = groupKind(condition);
  if (kind === undefined) {
    const formula = say(condition as Question);
    return formula === undefined ? { most: 'true', least: 'false' } : { most: formula, least: formula };
  }
  const parts = partsOf(condition).map((part) => boundsOf(part, say));
  const [most, least] = [parts.map((part) => part.most), parts.map((part) => part.least)];
  // What is denied turns round: it holds at most where none holds for certain.
  if (kind === 'none') return { most: `not ${joined('any', least)}`, least: `not ${joined('any', most)}` };
  return { most: joined(kind, most), least: joined(kind, least) };
}

function joined(kind: Exclude<GroupKind, 'none'>, formulas: readonly string[]): string {
  if (formulas.length === 0) return kind === 'all' ? 'true' : 'false';
  return `(${formulas.join(kind === 'all' ? ' and ' : ' or ')})`;
}
