import {
  type Condition,
  type FactDefinition,
  groupKind,
  type GroupKind,
  groupOf,
  type Operand,
  operandKind,
  type Operator,
  OPERATORS,
  partsOf,
  type Question,
} from '#lib/conditions/index.ts';

/** Where a part stands: `[1, 0]` is the first part of the second part. */
export type Path = readonly number[];

/** The tree with another part in the place of `path`. */
export function replaceAt(root: Condition, path: Path, part: Condition): Condition {
  const [at, ...rest] = path;
  if (at === undefined) return part;
  return withParts(
    root,
    partsOf(root).map((one, index) => (index === at ? replaceAt(one, rest, part) : one)),
  );
}

/** The tree without the part at `path`; groups that are left empty go too, except the outermost. */
export function removeAt(root: Condition, path: Path): Condition {
  const [at, ...rest] = path;
  if (at === undefined) return { all: [] };
  const parts = partsOf(root).flatMap((one, index) => {
    if (index !== at) return one;
    if (rest.length === 0) return [];
    const left = removeAt(one, rest);
    return partsOf(left).length === 0 ? [] : left;
  });
  return withParts(root, parts);
}

/** The tree with one more part at the end of the group at `path`. */
export function addAt(root: Condition, path: Path, part: Condition): Condition {
  const [at, ...rest] = path;
  if (at === undefined) return withParts(root, [...partsOf(root), part]);
  return withParts(
    root,
    partsOf(root).map((one, index) => (index === at ? addAt(one, rest, part) : one)),
  );
}

/** The same parts, joined in another way. */
export function joinedBy(kind: GroupKind, group: Condition): Condition {
  return groupOf(kind, partsOf(group));
}

/** What an editor shows: always a group. */
export function asGroup(condition: Condition): Condition {
  return groupKind(condition) === undefined ? { all: [condition] } : condition;
}

/** A new question about a fact, with the usual operator and the least that it can ask for. */
export function questionAbout(fact: FactDefinition, op: Operator = OPERATORS[fact.type][0]!): Question {
  const value = startValue(fact, op);
  return { fact: fact.name, op, ...(value === undefined ? {} : { value }) };
}

/** Another operator; the value stays where it still fits. */
export function withOperator(question: Question, fact: FactDefinition, op: Operator): Question {
  const isSame = operandKind(fact.type, question.op) === operandKind(fact.type, op);
  if (isSame && question.value !== undefined) return { fact: question.fact, op, value: question.value };
  const { value } = question;
  const isOneOf = operandKind(fact.type, op) === 'texts' && typeof value === 'string' && value !== '';
  return isOneOf ? { fact: question.fact, op, value: [value] } : questionAbout(fact, op);
}

function startValue(fact: FactDefinition, op: Operator): Operand | undefined {
  switch (operandKind(fact.type, op)) {
    case 'none':
      return undefined;
    case 'number':
      return 0;
    case 'numbers':
      return [0, 10];
    case 'yes-no':
      return true;
    case 'texts':
      return fact.values?.[0] && !fact.isOpen ? [fact.values[0].value] : [];
    default:
      return fact.values?.[0]?.value ?? '';
  }
}

function withParts(group: Condition, parts: readonly Condition[]): Condition {
  return groupOf(groupKind(group) ?? 'all', parts);
}
