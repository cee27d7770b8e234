import { feedErrors } from '../errors.ts';

const MAX_DEPTH = 1000;

/**
 * JSON as people write it by hand: comments, trailing commas, raw control characters in strings and a missing end are forgiven. Of a text
 * that breaks off, the values that were complete are kept. Undefined when it is not JSON at all.
 */
export function readJson(text: string): { value: unknown; isMended: boolean } | undefined {
  try {
    return { value: JSON.parse(text), isMended: false };
  } catch {
    const reader = new JsonReader(text);
    const value = reader.value(0);
    return value === CUT ? undefined : { value, isMended: true };
  }
}

/** Stands for a value that the end of the text cut in two. */
const CUT = Symbol('cut');

class JsonReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw feedErrors('feed.too_deep', { limit: MAX_DEPTH });
    this.skipSpace();
    const c = this.text[this.at];
    if (c === '{') return this.object(depth);
    if (c === '[') return this.array(depth);
    if (c === '"') return this.string();
    return this.word();
  }

  private object(depth: number): unknown {
    const object: Record<string, unknown> = {};
    this.at++;
    for (;;) {
      this.skipSeparators();
      const c = this.text[this.at];
      if (c === '}') {
        this.at++;
        return object;
      }
      // The outer objects of a text that breaks off are kept with what they have; an entry is not.
      if (c !== '"') return depth === 0 ? object : CUT;
      const key = this.string();
      this.skipSpace();
      if (this.text[this.at] !== ':' || typeof key !== 'string') return depth === 0 ? object : CUT;
      this.at++;
      const value = this.value(depth + 1);
      if (value === CUT) return depth === 0 ? object : CUT;
      if (key !== '__proto__') object[key] = value;
    }
  }

  private array(depth: number): unknown {
    const array: unknown[] = [];
    this.at++;
    for (;;) {
      this.skipSeparators();
      if (this.text[this.at] === ']') {
        this.at++;
        return array;
      }
      const value = this.at < this.text.length ? this.value(depth + 1) : CUT;
      if (value === CUT) return depth === 1 ? array : CUT;
      array.push(value);
    }
  }

  private string(): unknown {
    const from = this.at + 1;
    for (let i = from; i < this.text.length; i++) {
      const c = this.text[i];
      if (c === '\\') i++;
      else if (c === '"') {
        this.at = i + 1;
        return unescape(this.text.slice(from, i));
      }
    }
    this.at = this.text.length;
    return CUT;
  }

  private word(): unknown {
    const word = /[-+.\w]*/y;
    word.lastIndex = this.at;
    const found = word.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    if (found === 'true') return true;
    if (found === 'false') return false;
    if (found === 'null') return null;
    const number = found === '' ? Number.NaN : Number(found);
    return Number.isNaN(number) ? CUT : number;
  }

  private skipSpace(): void {
    this.skip(/\s/);
  }

  private skipSeparators(): void {
    this.skip(/[\s,]/);
  }

  private skip(what: RegExp): void {
    for (;;) {
      const c = this.text[this.at] ?? '';
      if (what.test(c)) this.at++;
      else if (c !== '/' || !this.skipComment()) return;
    }
  }

  private skipComment(): boolean {
    const isLine = this.text[this.at + 1] === '/';
    if (!isLine && this.text[this.at + 1] !== '*') return false;
    const end = this.text.indexOf(isLine ? '\n' : '*/', this.at + 2);
    this.at = end < 0 ? this.text.length : end + (isLine ? 1 : 2);
    return true;
  }
}

function unescape(raw: string): string {
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (whole, hex?: string, c?: string) => {
    if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
    const index = 'nrtbf'.indexOf(c ?? '');
    return index >= 0 ? '\n\r\t\b\f'[index]! : (c ?? whole);
  });
}
