import { factName, type FieldNode, type Query, type Section, type WordNode } from '#lib/query/index.ts';
import type { Clause, Operand, Run } from './clause.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Turns a query into clauses, and gives its words their numbers. */
export function readQuery(query: Query, words: Vocabulary): Clause {
  switch (query.type) {
    case 'word':
      return wordClause(query, words);
    case 'phrase':
      return query.slop === null
        ? { is: 'run', run: query.words.map((word) => operandOf(word, words)) }
        : loose(query, words);
    case 'near':
      return nearClause(query, words);
    case 'atleast':
      return atLeast(query, words);
    case 'field':
      return fieldClause(query, words);
    case 'in':
      return { is: 'plain', query, needs: needsOf(query, query.sections, words) };
    case 'and':
      return joined(
        'and',
        query.children.map((child) => readQuery(child, words)),
      );
    case 'or':
      return joined(
        'or',
        query.children.map((child) => readQuery(child, words)),
      );
    case 'not':
      return { is: 'not', of: readQuery(query.child, words) };
  }
}

/** `and` without nested ones of its kind, and without the clauses that decide it anyhow. */
function joined(is: 'and' | 'or', parts: readonly Clause[]): Clause {
  const of = parts.flatMap((part) => (part.is === is ? part.of : [part]));
  if (is === 'and' && of.some((part) => part.is === 'never')) return { is: 'never' };
  const left = of.filter((part) => part.is !== 'never');
  if (left.length === 0) return { is: 'never' };
  return left.length === 1 ? left[0]! : { is, of: left };
}

function operandOf(word: WordNode, words: Vocabulary): Operand {
  const term = word.isPattern ? words.pattern(word.term) : words.term(word.term);
  return { term, agreement: words.agreement(word) };
}

function wordClause(word: WordNode, words: Vocabulary): Clause {
  const operand = operandOf(word, words);
  return operand.agreement === -1 ? { is: 'term', term: operand.term } : { is: 'run', run: [operand] };
}

/** Two words around each other are NEAR; more of them are decided by the plain evaluator. */
function loose(query: Extract<Query, { type: 'phrase' }>, words: Vocabulary): Clause {
  const runs = query.words.map((word): Run => [operandOf(word, words)]);
  const needs = joined(
    'and',
    query.words.map((word) => wordClause(word, words)),
  );
  if (runs.length !== 2) return { is: 'plain', query, needs };
  const [left, right] = runs.map((run) => [run]);
  return { is: 'near', left: left!, right: right!, distance: query.slop!, isOrdered: false, needs };
}

function nearClause(query: Extract<Query, { type: 'near' }>, words: Vocabulary): Clause {
  const left = runsOf(query.left, words);
  const right = runsOf(query.right, words);
  const needs = joined(
    'and',
    [query.left, query.right].map((side) => readQuery(side, words)),
  );
  if (left === null || right === null) return { is: 'plain', query, needs };
  return { is: 'near', left, right, distance: query.distance, isOrdered: query.isOrdered, needs };
}

/** The words and phrases of one side; null where there is more to it. */
function runsOf(side: Query, words: Vocabulary): Run[] | null {
  if (side.type === 'word') return [[operandOf(side, words)]];
  if (side.type === 'phrase' && side.slop === null) return [side.words.map((word) => operandOf(word, words))];
  if (side.type !== 'or') return null;
  const parts = side.children.map((child) => runsOf(child, words));
  return parts.includes(null) ? null : parts.flatMap((part) => part!);
}

function atLeast(query: Extract<Query, { type: 'atleast' }>, words: Vocabulary): Clause {
  const { child, count } = query;
  if (child.type === 'word') return { is: 'count', operand: operandOf(child, words), count };
  return { is: 'plain', query, needs: readQuery(child, words) };
}

/** Fields of which a document has few values: a topic may wait for one of them alone. */
const AWAITED: ReadonlySet<string> = new Set(['author', 'to', 'mention', 'link', 'site', 'source', 'thread']);

/** Links and mentions are found in the text, too, where they are terms. */
function fieldClause(field: FieldNode, words: Vocabulary): Clause {
  if (field.name === 'has' && field.values.includes('link')) {
    return joined('or', [{ is: 'hasLink' }, { is: 'field', field, anchors: null }]);
  }
  const isAwaited = AWAITED.has(field.name);
  const anchors = isAwaited ? field.values.map((value) => words.fact(factName(field.name, value))) : null;
  const beside: Clause = { is: 'field', field, anchors };
  const sign = { link: 'link:', mention: '@' }[field.name];
  if (sign === undefined) return beside;
  const inText = field.values.map((value): Clause => ({ is: 'term', term: words.term(`${sign}${value}`) }));
  return joined('or', [...inText, beside]);
}

/** Documents with more than a title, a text and tags have this fact. */
export const HAS_MORE = 'in:more';

/**
 * What `in:` needs to be there: its words in title or text, or other parts to look for them in. Null where it may hold without
 * either; fields and NOT say nothing of what is there.
 */
function needsOf(query: Query, sections: readonly Section[], words: Vocabulary): Clause | null {
  switch (query.type) {
    case 'in':
      return needsOf(query.child, query.sections, words);
    case 'and': {
      const parts = query.children.flatMap((child) => needsOf(child, sections, words) ?? []);
      return parts.length === 0 ? null : joined('and', parts);
    }
    case 'or': {
      const parts = query.children.flatMap((child) => needsOf(child, sections, words) ?? []);
      return parts.length < query.children.length ? null : joined('or', parts);
    }
    case 'not':
    case 'field':
      return null;
    default: {
      const hasBody = sections.some((section) => section === 'title' || section === 'text');
      const hasMore = sections.some((section) => section !== 'title' && section !== 'text');
      const more: Clause[] = hasMore ? [{ is: 'hasMore', anchor: words.fact(HAS_MORE) }] : [];
      return joined('or', hasBody ? [readQuery(query, words), ...more] : more);
    }
  }
}
