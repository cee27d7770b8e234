import { matches, parseQuery, type PreparedDocument, prepareDocument, type Query } from '#lib/query/index.ts';
import { describeGroup, describeQuestion, sayFound } from './describe.ts';
import { positive, type Test, testOf } from './operators.ts';
import {
  type Catalogue,
  type Condition,
  type Facts,
  groupKind,
  partsOf,
  type Question,
  type Verdict,
} from './types.ts';

/** A condition made ready for many facts. */
export interface CompiledCondition {
  holds(facts: Facts): boolean;
  /** Every part with what was found; slower. */
  explain(facts: Facts): Verdict;
  /** Names of the facts that it asks for. */
  readonly facts: ReadonlySet<string>;
}

/** Makes a valid condition ready. Throws on a fact that is not in the catalogue, or a query that cannot be read: validate before. */
export function compileCondition(condition: Condition, catalogue: Catalogue): CompiledCondition {
  const kind = groupKind(condition);
  if (kind === undefined) return compileQuestion(condition as Question, catalogue);
  const parts = partsOf(condition).map((part) => compileCondition(part, catalogue));
  const holds = {
    all: (facts: Facts) => parts.every((part) => part.holds(facts)),
    any: (facts: Facts) => parts.some((part) => part.holds(facts)),
    none: (facts: Facts) => !parts.some((part) => part.holds(facts)),
  }[kind];
  return {
    holds,
    facts: new Set(parts.flatMap((part) => [...part.facts])),
    explain: (facts) => ({
      isMatch: holds(facts),
      kind,
      text: describeGroup(kind, parts.length),
      parts: parts.map((part) => part.explain(facts)),
    }),
  };
}

function compileQuestion(question: Question, catalogue: Catalogue): CompiledCondition {
  const definition = catalogue.get(question.fact);
  if (!definition) throw new RangeError(`${question.fact} is no fact`);
  const { op, isNegated } = positive(question.op);
  const test =
    op === 'matches' ? queryTest(question.value as string) : testOf(definition.type, op, question.value);
  const holds = (facts: Facts) => test(facts[question.fact]) !== isNegated;
  const text = describeQuestion(question, catalogue);
  return {
    holds,
    facts: new Set([question.fact]),
    explain: (facts) => ({
      isMatch: holds(facts),
      text: `${text} (${sayFound(definition, facts[question.fact])})`,
      parts: [],
    }),
  };
}

function queryTest(text: string): Test {
  const parsed = parseQuery(text);
  if (!parsed.isValid) throw new RangeError(parsed.problem.message);
  const query: Query = parsed.query;
  return (found) => typeof found === 'string' && found !== '' && matches(query, documentOf(found));
}

/** Many questions are asked of the same words, one after the other: they are read once. */
function documentOf(text: string): PreparedDocument {
  if (last?.text !== text) last = { text, document: prepareDocument({ text }) };
  return last.document;
}

let last: { text: string; document: PreparedDocument } | undefined;

/**
 * The reasons behind a verdict, in words: of a match what made it true, else what stood in its way. At most `most` of them.
 */
export function reasonsOf(verdict: Verdict, most = 8): string[] {
  return decisive(verdict, verdict.isMatch).slice(0, most);
}

function decisive(verdict: Verdict, wanted: boolean): string[] {
  if (verdict.parts.length === 0) return verdict.isMatch === wanted ? [verdict.text] : [];
  // What a denied group says is told as a whole: its parts would read as if they were wanted.
  if (verdict.kind === 'none') {
    const held = verdict.parts.filter((part) => part.isMatch).map((part) => part.text);
    const asked = wanted ? verdict.parts.map((part) => part.text) : held;
    return verdict.isMatch === wanted ? [`${wanted ? 'none of' : 'not allowed'}: ${asked.join('; ')}`] : [];
  }
  return verdict.parts.flatMap((part) => (part.isMatch === wanted ? decisive(part, wanted) : []));
}
