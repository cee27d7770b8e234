import type { FactType, FactValue, Operand, Operator } from './types.ts';

/** What may be asked of a fact of each type, the usual question first. */
export const OPERATORS: Readonly<Record<FactType, readonly Operator[]>> = {
  choice: ['is', 'is-not', 'is-any-of', 'is-none-of', 'known', 'unknown'],
  text: ['contains', 'contains-not', 'is', 'is-not', 'known', 'unknown'],
  list: ['has-any-of', 'has-all-of', 'has-none-of', 'known', 'unknown'],
  number: ['at-least', 'at-most', 'more-than', 'less-than', 'is', 'is-not', 'between', 'known', 'unknown'],
  'yes-no': ['is'],
  words: ['matches', 'matches-not'],
};

/** What an operator wants behind it. */
export type OperandKind = 'none' | 'text' | 'texts' | 'number' | 'numbers' | 'yes-no' | 'query';

export function operandKind(type: FactType, op: Operator): OperandKind {
  if (op === 'known' || op === 'unknown') return 'none';
  if (op === 'between') return 'numbers';
  if (op === 'matches' || op === 'matches-not') return 'query';
  if (op.endsWith('-of')) return 'texts';
  if (type === 'number') return 'number';
  return type === 'yes-no' ? 'yes-no' : 'text';
}

/** The question that is true exactly when the other is false; asked instead of it. */
const OPPOSITES: Partial<Record<Operator, Operator>> = {
  'is-not': 'is',
  'is-none-of': 'is-any-of',
  'contains-not': 'contains',
  'has-none-of': 'has-any-of',
  'matches-not': 'matches',
  unknown: 'known',
};

/** The positive question behind an operator, and whether its answer is turned round. What is not known answers every positive one with no. */
export function positive(op: Operator): { op: Operator; isNegated: boolean } {
  const other = OPPOSITES[op];
  return other === undefined ? { op, isNegated: false } : { op: other, isNegated: true };
}

export type Test = (found: FactValue | undefined) => boolean;

/** A positive question, made ready for many answers. Texts and lists are compared without regard to case. */
export function testOf(type: FactType, op: Operator, value: Operand | undefined): Test {
  if (op === 'known') return isKnown;
  if (type === 'number') return numberTest(op, value);
  if (type === 'list') return listTest(op, value);
  if (op === 'is-any-of') {
    const wanted = new Set(value as readonly string[]);
    return (found) => typeof found === 'string' && wanted.has(found);
  }
  if (type !== 'text') return (found) => isKnown(found) && found === value;
  const wanted = folded(value as string);
  if (op === 'contains') return (found) => typeof found === 'string' && folded(found).includes(wanted);
  return (found) => typeof found === 'string' && folded(found) === wanted;
}

function numberTest(op: Operator, value: Operand | undefined): Test {
  const [low, high] = boundsOf(op, value);
  const isOpen = op === 'more-than' || op === 'less-than';
  return (found) => {
    if (typeof found !== 'number') return false;
    return isOpen ? found > low && found < high : found >= low && found <= high;
  };
}

function boundsOf(op: Operator, value: Operand | undefined): readonly [number, number] {
  if (op === 'between') return value as readonly [number, number];
  const number = value as number;
  if (op === 'at-least' || op === 'more-than') return [number, Infinity];
  if (op === 'at-most' || op === 'less-than') return [-Infinity, number];
  return [number, number];
}

function listTest(op: Operator, value: Operand | undefined): Test {
  const wanted = [...new Set((value as readonly string[]).map(folded))];
  return (found) => {
    if (!Array.isArray(found)) return false;
    const has = new Set(found.map((item: string) => folded(item)));
    return op === 'has-all-of' ? wanted.every((item) => has.has(item)) : wanted.some((item) => has.has(item));
  };
}

function isKnown(found: FactValue | undefined): boolean {
  return found !== undefined && found !== null && (!Array.isArray(found) || found.length > 0);
}

function folded(text: string): string {
  return text.toLowerCase();
}
