import { HANDLE, LINK, MARKS, TAG, type TextReader, WORD } from '#lib/model/index.ts';

/** What a post looks like, whatever its words say. Read again for every post. */
export class Shape {
  asks = false;
  /** No word comes after the last question mark. */
  endsAsking = false;
  beginsWithHandle = false;
  handles = 0;
  hasLink = false;
  /** "RT …". */
  isRepeat = false;
  isQuoted = false;
  /** Most Words Begin With Capitals. */
  isTitle = false;
  /** Ends in a name behind a dash or stroke, as support people sign. */
  isSigned = false;
  tags = 0;
  words = 0;

  read(text: string, reader: TextReader): void {
    this.#count(text, reader);
    const isDotted = text.charCodeAt(0) === DOT && reader.kinds[1] === HANDLE;
    this.beginsWithHandle = reader.count > 0 && (reader.kinds[0] === HANDLE || isDotted);
    this.isRepeat = /^\W{0,2}RT[ :@]/.test(text);
    this.isSigned = SIGNATURE.test(text.slice(-LONGEST_SIGNATURE));
    this.isQuoted = QUOTES.includes(text.charAt(0)) && text !== '';
  }

  #count(text: string, reader: TextReader): void {
    const { kinds, starts, markUnits, count } = reader;
    let [links, capitals] = [0, 0];
    this.handles = this.tags = this.words = 0;
    this.asks = this.endsAsking = false;
    for (let i = 0; i < count; i++) {
      const kind = kinds[i]!;
      if (kind === WORD) {
        this.words++;
        const first = text.charCodeAt(starts[i]!);
        if (first >= CAPITAL_A && first <= CAPITAL_Z) capitals++;
        this.endsAsking = false;
      } else if (kind === MARKS) {
        if (QUESTION_MARKS.has(markUnits[i]!)) this.asks = this.endsAsking = true;
      } else if (kind === HANDLE) this.handles++;
      else if (kind === LINK) links++;
      else if (kind === TAG) this.tags++;
    }
    this.hasLink = links > 0;
    this.isTitle = this.words > 4 && capitals > this.words * 0.6 && capitals < this.words;
  }
}

const [DOT, CAPITAL_A, CAPITAL_Z] = [46, 65, 90];
const SIGNATURE = /[\s.!?][-–—/^~*] ?[A-Z][A-Za-z]{0,10}\s?$/;
const LONGEST_SIGNATURE = 16;
const QUOTES = '"“«„';
const QUESTION_MARKS: ReadonlySet<number> = new Set([...'?？؟'].map((mark) => mark.charCodeAt(0)));
