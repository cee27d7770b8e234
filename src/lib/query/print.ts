import type { PhraseNode, Query, WordNode } from './ast.ts';

/** The query as text in its plainest form. Parsing it gives the same query again; comments are lost. */
export function printQuery(query: Query): string {
  switch (query.type) {
    case 'word':
      return printWord(query);
    case 'phrase':
      return printPhrase(query);
    case 'near': {
      const operator = `NEAR/${query.distance}${query.isOrdered ? 'f' : ''}`;
      return `${printOperand(query.left)} ${operator} ${printOperand(query.right)}`;
    }
    case 'atleast':
      return `ATLEAST/${query.count} ${printOperand(query.child)}`;
    case 'field':
      return `${query.name}:${printList(query.values)}`;
    case 'in':
      return `in:${printList(query.sections)} ${printOperand(query.child)}`;
    case 'not':
      return `-${printOperand(query.child)}`;
    case 'and':
      return query.children
        .map((child) => (child.type === 'or' ? `(${printQuery(child)})` : printQuery(child)))
        .join(' ');
    case 'or':
      return query.children
        .map((child) => (child.type === 'and' ? `(${printQuery(child)})` : printQuery(child)))
        .join(' OR ');
  }
}

/** One operand: in brackets unless it stands together by itself. */
function printOperand(query: Query): string {
  const needsBrackets = ['and', 'or', 'near', 'not'].includes(query.type);
  return needsBrackets ? `(${printQuery(query)})` : printQuery(query);
}

function printWord({ written, agreement }: WordNode): string {
  if (agreement === 'exact') return `{${written}}`;
  return /^(?:AND|OR|NOT|NEAR|ATLEAST)$/.test(written) ? `"${written}"` : written;
}

function printPhrase({ words, slop }: PhraseNode): string {
  const text = words.map(({ written }) => written).join(' ');
  if (words[0]!.agreement === 'exact') return `{${text}}`;
  return `"${text}"${slop === null ? '' : `~${slop}`}`;
}

function printList(values: readonly string[]): string {
  const printed = values.map((value) =>
    /^[^\s()（）[\]{}"“”„‟＂|,<]+$|^\[[^\]]*\]$/.test(value) ? value : `"${value}"`,
  );
  return printed.length === 1 ? printed[0]! : `(${printed.join('|')})`;
}
