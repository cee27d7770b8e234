import { easeWord, type Sentence } from './reading.ts';
import { beginsWith, endsWith, filled, type Names } from './templates.ts';
import type { Token } from './tokens.ts';
import type { Finding, FormRule } from './types.ts';

interface Written {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  readonly ease: number | null;
  readonly characters: number;
}

/** What a form says of a text: how it begins and ends, how long and how hard it is, how loud. */
export function formFindings(form: FormRule, names: Names, written: Written): Finding[] {
  const about = (found: Pick<Finding, 'kind' | 'text'> & Partial<Finding>): Finding => ({
    ruleId: form.id,
    level: 'hint',
    span: null,
    fix: null,
    ...found,
  });
  return [
    ...aroundFindings(form, names, written.text),
    ...lengthFindings(form, written),
    ...readingFindings(form, written),
    ...loudFindings(form, written),
  ].map(about);
}

type Found = Pick<Finding, 'kind' | 'text'> & Partial<Finding>;

function aroundFindings({ greetings, signOffs }: FormRule, names: Names, text: string): Found[] {
  const found: Found[] = [];
  if (greetings.length > 0 && !beginsWith(text, greetings)) {
    const greeting = filled(greetings[0]!, names);
    const at = /^(?:\s*@[^\s]+)*\s*/.exec(text)?.[0].length ?? 0;
    found.push({
      kind: 'greeting',
      text: `It begins without a greeting, such as “${greeting}”.`,
      fix: { start: at, end: at, text: `${greeting} ` },
    });
  }
  if (signOffs.length > 0 && endsWith(text, signOffs) === undefined) {
    const signOff = filled(signOffs[0]!, names);
    const at = text.trimEnd().length;
    found.push({
      kind: 'sign-off',
      text: `It ends without a sign-off, such as “${signOff}”.`,
      fix: { start: at, end: text.length, text: `${text.includes('\n') ? '\n' : ' '}${signOff}` },
    });
  }
  return found;
}

function lengthFindings({ mostCharacters, leastCharacters }: FormRule, { characters }: Written): Found[] {
  if (mostCharacters !== null && characters > mostCharacters)
    return [
      {
        kind: 'long',
        level: 'warn',
        text: `${characters} characters; at most ${mostCharacters} are wanted here.`,
      },
    ];
  if (leastCharacters !== null && characters < leastCharacters)
    return [
      { kind: 'short', text: `${characters} characters; at least ${leastCharacters} are wanted here.` },
    ];
  return [];
}

function readingFindings({ leastEase, mostSentenceWords }: FormRule, { ease, sentences }: Written): Found[] {
  const long = sentences.filter(({ words }) => mostSentenceWords !== null && words > mostSentenceWords);
  return [
    ...long.map(({ start, end, words }): Found => ({
      kind: 'sentence',
      span: { start, end },
      text: `A sentence of ${words} words; at most ${mostSentenceWords} are wanted. Make it two.`,
    })),
    ...(leastEase !== null && ease !== null && ease < leastEase
      ? [
          {
            kind: 'reading' as const,
            text: `Reading ease ${ease} (${easeWord(ease)}); ${leastEase} or more is wanted. Shorter sentences and words help.`,
          },
        ]
      : []),
  ];
}

function loudFindings(form: FormRule, { text, tokens }: Written): Found[] {
  const found: Found[] = [];
  const marks = text.match(/[!！]/g)?.length ?? 0;
  if (form.mostExclamations !== null && marks > form.mostExclamations)
    found.push({
      kind: 'exclamations',
      text: `${marks} exclamation ${marks === 1 ? 'mark' : 'marks'}; at most ${form.mostExclamations} are wanted.`,
    });
  if (!form.allowsCapitals)
    for (const { start, end } of shouts(text, tokens))
      found.push({ kind: 'capitals', span: { start, end }, text: 'Capitals read as shouting.' });
  if (!form.allowsEmoji)
    for (const { start, end, kind } of tokens)
      if (kind === 'emoji')
        found.push({
          kind: 'emoji',
          span: { start, end },
          text: 'No emoji here.',
          fix: { start, end, text: '' },
        });
  return found;
}

/** Runs of words in capitals that are no abbreviation: one long word, or several. */
function shouts(text: string, tokens: readonly Token[]): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let run: Token[] = [];
  const close = () => {
    const letters = run.reduce((sum, { start, end }) => sum + end - start, 0);
    if (run.length > 0 && letters >= (run.length === 1 ? 7 : 9))
      found.push({ start: run[0]!.start, end: run.at(-1)!.end });
    run = [];
  };
  for (const token of tokens) {
    const word = text.slice(token.start, token.end);
    const isLoud =
      token.kind === 'word' && word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
    if (isLoud) run.push(token);
    else close();
  }
  close();
  return found;
}
