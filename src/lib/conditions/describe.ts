import { groupKind, partsOf } from './types.ts';
import type {
  Catalogue,
  Condition,
  FactDefinition,
  FactValue,
  GroupKind,
  Operand,
  Operator,
  Question,
} from './types.ts';

const WORDS: Readonly<Record<Operator, string>> = {
  is: 'is',
  'is-not': 'is not',
  'is-any-of': 'is one of',
  'is-none-of': 'is none of',
  contains: 'contains',
  'contains-not': 'does not contain',
  'has-any-of': 'has one of',
  'has-all-of': 'has all of',
  'has-none-of': 'has none of',
  'at-least': 'is at least',
  'at-most': 'is at most',
  'more-than': 'is more than',
  'less-than': 'is less than',
  between: 'is between',
  matches: 'match',
  'matches-not': 'do not match',
  known: 'is known',
  unknown: 'is not known',
};

/** The condition in words: `channel is Mail and (language is German or label has one of “dach”)`. */
export function describe(condition: Condition, catalogue: Catalogue): string {
  const kind = groupKind(condition);
  if (kind === undefined) return describeQuestion(condition as Question, catalogue);
  const parts = partsOf(condition);
  if (parts.length === 0) return kind === 'any' ? 'never' : 'always';
  const told = parts.map((part) => {
    const text = describe(part, catalogue);
    const isPlain = groupKind(part) === undefined || partsOf(part).length < 2;
    return isPlain || (kind !== 'none' && groupKind(part) === kind) || groupKind(part) === 'none'
      ? text
      : `(${text})`;
  });
  if (kind === 'none') return `none of (${told.join('; ')})`;
  return told.join(kind === 'all' ? ' and ' : ' or ');
}

/** What a group asks for, without its parts. */
export function describeGroup(kind: GroupKind, parts: number): string {
  if (parts === 0) return kind === 'any' ? 'never' : 'always';
  return { all: 'all of these', any: 'one of these', none: 'none of these' }[kind];
}

export function describeQuestion({ fact, op, value }: Question, catalogue: Catalogue): string {
  const definition = catalogue.get(fact);
  const label = definition?.label ?? fact;
  const isOdd = definition?.type === 'yes-no' && typeof value === 'boolean';
  if (isOdd) return `${label}: ${value ? 'yes' : 'no'}`;
  const told = value === undefined ? '' : ` ${sayValue(value, definition)}`;
  return `${label} ${WORDS[op]}${told}`;
}

/** What was found of a fact, for the reasons. */
export function sayFound(definition: FactDefinition, found: FactValue | undefined): string {
  if (found === undefined || found === null) return 'not known';
  if (definition.type === 'words') return found === '' ? 'nothing written' : 'as written';
  if (Array.isArray(found)) return found.length === 0 ? 'none' : `is ${sayValue(found, definition)}`;
  return `is ${sayValue(found as Operand, definition)}`;
}

function sayValue(value: Operand, definition: FactDefinition | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return withUnit(String(value), definition);
  if (typeof value === 'string') return nameOf(value, definition);
  if (value.every((item) => typeof item === 'number')) return withUnit(value.join(' and '), definition);
  return (value as readonly string[]).map((item) => nameOf(item, definition)).join(', ');
}

function withUnit(text: string, definition: FactDefinition | undefined): string {
  return definition?.unit === undefined ? text : `${text} ${definition.unit}`;
}

function nameOf(value: string, definition: FactDefinition | undefined): string {
  const known = definition?.values?.find((one) => one.value.toLowerCase() === value.toLowerCase());
  return known ? known.label : `“${value}”`;
}
