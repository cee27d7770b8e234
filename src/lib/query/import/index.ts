import { plainSigns } from '../typed-signs.ts';
import { brandwatch } from './brandwatch.ts';
import { convertAny } from './convert.ts';
import { type Converter, peek, tell } from './converter.ts';
import { join, type Part } from './compose.ts';
import type { Dialect, Dropped } from './dialect.ts';
import { meltwater } from './meltwater.ts';
import { scanText } from './scan.ts';
import { x } from './x.ts';

export type { Dropped } from './dialect.ts';

const DIALECTS = { x, brandwatch, meltwater } as const satisfies Record<string, Dialect>;

/** The languages that queries can be brought from. */
export const QUERY_DIALECTS = ['x', 'brandwatch', 'meltwater'] as const;
export type QueryDialect = (typeof QUERY_DIALECTS)[number];

export interface ImportedQuery {
  /** In our language, with the order of AND and OR made plain by brackets; empty where nothing could be carried over. */
  readonly query: string;
  /** Everything that is gone or means something a little different now, in the order of the text. */
  readonly dropped: readonly Dropped[];
}

/** Longest text taken, in UTF-16 units. */
export const MAX_IMPORT = 16_384;

/**
 * Brings a query over from another product. Never throws. The result may still be refused by `parseTopic`, for example
 * because it is too long or too much was left out; check it as if somebody had typed it.
 */
export function importQuery(dialect: QueryDialect, text: string): ImportedQuery {
  if (text.length > MAX_IMPORT) {
    const span = { start: 0, end: text.length };
    const why = `The text has ${text.length} characters; ${MAX_IMPORT} are taken. Bring it over in parts.`;
    return { query: '', dropped: [{ what: `${text.slice(0, 40)}…`, span, why }] };
  }
  const source = plainSigns(text.replaceAll(/[^\P{Cc}\s]|\p{Cs}/gu, ' '));
  const language = DIALECTS[dialect];
  const pieces = scanText(source, language.near, language.isCaseless);
  const converter: Converter = { dialect: language, source, pieces, dropped: [], at: 0, depth: 0 };
  const parts: (Part | undefined)[] = [];
  while (converter.at < pieces.length) {
    parts.push(convertAny(converter));
    const stray = peek(converter);
    if (stray === undefined) break;
    tell(converter, stray.span, 'It closes or joins nothing.');
    converter.at++;
  }
  const dropped = [...converter.dropped].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return { query: join('and', parts)?.text ?? '', dropped };
}
