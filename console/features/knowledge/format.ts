/** What a button of the editor does to the chosen words. */
export type Format =
  | 'heading'
  | 'bold'
  | 'italic'
  | 'link'
  | 'list'
  | 'steps'
  | { picture: string; alt: string };

export interface Formatted {
  text: string;
  /** What is chosen afterwards. */
  start: number;
  end: number;
}

/** Markdown with the chosen words formatted, or with a place to write where none are chosen. */
export function formatted(text: string, start: number, end: number, how: Format): Formatted {
  const chosen = text.slice(start, end);
  const put = (before: string, middle: string, after: string): Formatted => ({
    text: text.slice(0, start) + before + middle + after + text.slice(end),
    start: start + before.length,
    end: start + before.length + middle.length,
  });
  if (typeof how === 'object') return put('', `![${how.alt.replaceAll(/[[\]]/g, '')}](${how.picture})`, '\n');
  switch (how) {
    case 'bold':
      return put('**', chosen || 'words', '**');
    case 'italic':
      return put('*', chosen || 'words', '*');
    case 'link':
      return put('[', chosen || 'words', '](https://)');
    default:
      return lines(text, start, end, how);
  }
}

/** Signs in front of whole lines. */
function lines(text: string, start: number, end: number, how: 'heading' | 'list' | 'steps'): Formatted {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next;
  const sign = (i: number) => (how === 'heading' ? '## ' : how === 'list' ? '- ' : `${i + 1}. `);
  const made = text
    .slice(from, to)
    .split('\n')
    .map((line, i) => sign(i) + line.replace(/^(?:#+ |- |\d+\. )/, ''))
    .join('\n');
  return {
    text: text.slice(0, from) + made + text.slice(to),
    start: from + sign(0).length,
    end: from + made.length,
  };
}
