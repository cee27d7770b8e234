/** One line of a stream, numbered from 1; `text` is undefined where the line was longer than allowed. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
}

/** Lines as they come, grouped by the chunk that completed them. A line over `maxBytes` is passed over unread. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
): AsyncGenerator<readonly Line[]> {
  const begun: Begun = { number: 1, parts: [], bytes: 0 };
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const lines: Line[] = [];
    addLines(begun, bytes, maxBytes, lines);
    if (lines.length > 0) yield lines;
  }
  if (begun.bytes > 0) yield [finish(begun, maxBytes)];
}

/** The lines of a piece that holds whole lines; only the last may miss its end. */
export function linesIn(bytes: Uint8Array, maxBytes: number): Line[] {
  const begun: Begun = { number: 1, parts: [], bytes: 0 };
  const lines: Line[] = [];
  addLines(begun, bytes, maxBytes, lines);
  if (begun.bytes > 0) lines.push(finish(begun, maxBytes));
  return lines;
}

function addLines(begun: Begun, bytes: Uint8Array, maxBytes: number, lines: Line[]): void {
  let from = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
    take(begun, bytes.subarray(from, end), maxBytes);
    lines.push(finish(begun, maxBytes));
    from = end + 1;
  }
  take(begun, bytes.subarray(from), maxBytes);
}

interface Begun {
  number: number;
  parts: Uint8Array[];
  bytes: number;
}

export const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = 0xfeff;

function take(begun: Begun, part: Uint8Array, maxBytes: number): void {
  begun.bytes += part.length;
  if (begun.bytes > maxBytes) begun.parts = [];
  else if (part.length > 0) begun.parts.push(part);
}

function finish(begun: Begun, maxBytes: number): Line {
  const { number, parts, bytes } = begun;
  begun.number++;
  begun.parts = [];
  begun.bytes = 0;
  if (bytes > maxBytes) return { number, text: undefined };
  const [first] = parts;
  const whole =
    parts.length === 1 ? Buffer.from(first!.buffer, first!.byteOffset, first!.length) : Buffer.concat(parts);
  const text = whole.toString('utf8');
  const from = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  const end = text.charCodeAt(text.length - 1) === CARRIAGE_RETURN ? text.length - 1 : text.length;
  return { number, text: text.slice(from, end) };
}
