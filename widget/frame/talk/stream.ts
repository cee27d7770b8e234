export interface StreamEvent {
  name: string;
  data: unknown;
}

/** Reads a stream of server-sent events as it comes, in pieces of any size. Returns the events that each piece completes. */
export function createEventReader(): (piece: string) => StreamEvent[] {
  let rest = '';
  let name = '';
  let data: string[] = [];
  return (piece) => {
    const found: StreamEvent[] = [];
    rest += piece;
    // A carriage return at the very end may be half of a line's end.
    const end = Math.max(rest.lastIndexOf('\n'), rest.lastIndexOf('\r', rest.length - 2));
    if (end < 0) return found;
    const lines = rest.slice(0, end + 1).split(/\r\n|\n|\r/);
    rest = rest.slice(end + 1);
    lines.pop();
    for (const line of lines) {
      if (line === '') {
        const parsed = data.length > 0 ? parse(data.join('\n')) : undefined;
        if (parsed !== undefined) found.push({ name: name || 'message', data: parsed });
        name = '';
        data = [];
      } else if (line.startsWith('event:')) name = line.slice(6).trim();
      else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
    }
    return found;
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
