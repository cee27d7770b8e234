import { type OperandKind, OPERATORS, operandKind } from './operators.ts';
import { queryProblem } from './query-problem.ts';
import { suggest } from './suggest.ts';
import {
  type Catalogue,
  type Condition,
  type ConditionProblem,
  type FactDefinition,
  GROUPS,
  type GroupKind,
  groupOf,
  type Operand,
  type Operator,
  type Purpose,
  type Question,
} from './types.ts';

/** Groups within groups. */
const DEEPEST = 6;
const MOST_QUESTIONS = 100;
const MOST_VALUES = 200;
const LONGEST_VALUE = 1000;
const ASKED_BY: Readonly<Record<Purpose, string>> = {
  watching: 'add watchers and do nothing else',
  change: 'run when something happens to it',
};

export type Validated =
  | { readonly isValid: true; readonly condition: Condition }
  | { readonly isValid: false; readonly problems: readonly ConditionProblem[] };

/**
 * Reads a condition from JSON, in the stored form or bare. Everything that is wrong is told, each with its place and what to do. Facts that may be
 * asked for one purpose `only` are refused where it is not among the purposes.
 */
export function validateCondition(
  input: unknown,
  catalogue: Catalogue,
  purposes: readonly Purpose[] = [],
): Validated {
  const problems: ConditionProblem[] = [];
  const reader = { catalogue, problems, questions: 0, purposes };
  const condition = readNode(unwrap(input, problems), 'when', 1, reader);
  if (reader.questions > MOST_QUESTIONS)
    problems.push({
      path: 'when',
      message: `There are ${reader.questions} questions; ${MOST_QUESTIONS} are allowed.`,
    });
  return problems.length === 0 && condition ? { isValid: true, condition } : { isValid: false, problems };
}

interface Reader {
  catalogue: Catalogue;
  problems: ConditionProblem[];
  questions: number;
  purposes: readonly Purpose[];
}

function unwrap(input: unknown, problems: ConditionProblem[]): unknown {
  if (!isRecord(input) || !Object.hasOwn(input, 'version')) return input;
  if (input['version'] !== 1)
    problems.push({
      path: 'version',
      message: `This condition has version ${JSON.stringify(input['version'])}; version 1 is understood here.`,
    });
  return input['when'];
}

function readNode(node: unknown, path: string, depth: number, reader: Reader): Condition | undefined {
  const refuse = (message: string) => void reader.problems.push({ path, message });
  if (!isRecord(node))
    return refuse('This must be a group (all, any or none) or a question (fact, op, value).');
  const kinds = GROUPS.filter((kind) => Object.hasOwn(node, kind));
  if (kinds.length === 0) return readQuestion(node, path, reader);
  const [kind] = kinds;
  if (Object.keys(node).length > 1)
    return refuse('A group has one of all, any and none, and nothing else beside it.');
  if (depth > DEEPEST) return refuse(`Groups may lie ${DEEPEST} deep in each other; simplify this one.`);
  return readGroup(kind!, node[kind!], path, depth, reader);
}

function readGroup(
  kind: GroupKind,
  given: unknown,
  path: string,
  depth: number,
  reader: Reader,
): Condition | undefined {
  const at = `${path}.${kind}`;
  if (!Array.isArray(given)) {
    reader.problems.push({ path: at, message: `${kind} needs a list of conditions.` });
    return undefined;
  }
  if (given.length === 0 && kind !== 'all')
    reader.problems.push({
      path: at,
      message: `This group is empty, so it ${kind === 'any' ? 'never' : 'always'} holds. Add a question or remove the group.`,
    });
  const read = given.map((part, index) => readNode(part, `${at}[${index}]`, depth + 1, reader));
  return groupOf(
    kind,
    read.flatMap((part) => part ?? []),
  );
}

function readQuestion(node: Record<string, unknown>, path: string, reader: Reader): Condition | undefined {
  reader.questions += 1;
  const { fact, op, value, ...rest } = node;
  const refuse = (where: string, message: string) =>
    void reader.problems.push({ path: `${path}${where}`, message });
  const [other] = Object.keys(rest);
  if (other !== undefined)
    return refuse(`.${other}`, `“${other}” is not part of a question. It has fact, op and value.`);
  const definition = typeof fact === 'string' ? reader.catalogue.get(fact) : undefined;
  if (!definition) return refuse('.fact', unknownFact(fact, reader.catalogue));
  if (definition.only !== undefined && !reader.purposes.includes(definition.only))
    return refuse(
      '.fact',
      `“${definition.label}” may only be asked by rules that ${ASKED_BY[definition.only]}.`,
    );
  const operators = OPERATORS[definition.type];
  if (!operators.includes(op as Operator))
    return refuse(
      '.op',
      `${definition.label} cannot be asked with “${String(op)}”; use ${listed(operators)}.`,
    );
  const problem = valueProblem(value, operandKind(definition.type, op as Operator), definition);
  if (problem !== undefined) return refuse('.value', problem);
  return {
    fact: definition.name,
    op: op as Operator,
    ...(value === undefined ? {} : { value: value as Operand }),
  } satisfies Question;
}

function unknownFact(fact: unknown, catalogue: Catalogue): string {
  if (typeof fact !== 'string' || fact === '') return 'Say which fact is asked for.';
  const near = suggest(fact, catalogue.keys());
  return `There is no fact “${fact.slice(0, 60)}”${near === undefined ? '.' : `; did you mean “${near}”?`}`;
}

function valueProblem(value: unknown, kind: OperandKind, definition: FactDefinition): string | undefined {
  const { label } = definition;
  switch (kind) {
    case 'none':
      return value === undefined ? undefined : 'This question takes no value.';
    case 'number':
      return isNumber(value) ? undefined : `${label} needs a number.`;
    case 'numbers':
      if (!Array.isArray(value) || value.length !== 2 || !value.every(isNumber))
        return `${label} needs two numbers, the smaller first.`;
      return value[0]! <= value[1]! ? undefined : `The first number must not be greater than the second.`;
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : `${label} needs yes or no.`;
    case 'query':
      return isText(value) ? queryProblem(value) : 'Write what to look for, in the topics language.';
    case 'text':
      return isText(value) ? choiceProblem([value], definition) : `${label} needs a value.`;
    default:
      if (!Array.isArray(value) || value.length === 0 || !value.every(isText))
        return `${label} needs at least one value.`;
      if (value.length > MOST_VALUES) return `At most ${MOST_VALUES} values may be named.`;
      return choiceProblem(value, definition);
  }
}

function choiceProblem(values: readonly string[], definition: FactDefinition): string | undefined {
  if (!definition.values || definition.isOpen) return undefined;
  const known = definition.values;
  const odd = values.find((value) => !known.some((one) => one.value === value));
  if (odd === undefined) return undefined;
  const near = suggest(
    odd,
    known.flatMap((one) => [one.value, one.label]),
  );
  return `${definition.label} has no value “${odd.slice(0, 60)}”${near === undefined ? '.' : `; did you mean “${near}”?`}`;
}

function listed(operators: readonly Operator[]): string {
  return operators.join(', ');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_VALUE;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
