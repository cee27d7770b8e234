export interface SplitText {
  /** What its author wrote this time. */
  fresh: string;
  /** Signature and quoted text behind it; empty when there is none. */
  folded: string;
}

/** Beginnings of quoted text in the languages that mail programs use. */
const INTRODUCTIONS: readonly RegExp[] = [
  /^On\b.{4,200}\bwrote:\s*$/i,
  /^Am\b.{4,200}\bschrieb\b.{0,120}:\s*$/i,
  /^Le\b.{4,200}\ba écrit\s*:\s*$/i,
  /^El\b.{4,200}\bescribió:\s*$/i,
  /^Il\b.{4,200}\bha scritto:\s*$/i,
  /^Op\b.{4,200}\b(schreef|geschreven)\b.{0,120}:\s*$/i,
  /^Em\b.{4,200}\bescreveu:\s*$/i,
  /^Den\b.{4,200}\b(skrev|skrev følgende)\b.{0,120}:\s*$/i,
  /^-{2,}\s*(Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Forwarded message)\s*-{2,}\s*$/i,
];
const OUTLOOK = /^(From|Von|De|Da|Van|Fra):\s.+/i;
const OUTLOOK_NEXT =
  /^(Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Verzonden|Sendt|To|An|À|Para|A|Aan|Til):\s/i;
const SIGNATURES: readonly RegExp[] = [
  /^-- ?$/,
  /^(Sent from my|Sent from Outlook|Get Outlook for|Von meinem .{2,40} gesendet|Envoyé de mon|Enviado desde mi|Inviato da|Verzonden vanaf mijn)\b.{0,60}$/i,
];

/**
 * Takes quoted text and signature off the end. Answers between the lines of a quotation stay as they are: there the quotation belongs to what
 * is said. Nothing is lost: `fresh` and `folded` together are the text.
 */
export function splitText(text: string): SplitText {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const cut = Math.min(quoteStart(lines), lines.length);
  const signature = signatureStart(lines, cut);
  const fresh = lines.slice(0, signature).join('\n').trim();
  const folded = lines.slice(signature).join('\n').trim();
  // A mail that is nothing but a quotation is shown as it is.
  return fresh === '' ? { fresh: text.trim(), folded: '' } : { fresh, folded };
}

/** Line at which the quotation begins that reaches to the end; the number of lines when there is none. */
function quoteStart(lines: readonly string[]): number {
  for (let i = 0; i < lines.length; i++) {
    const introduced = introductionAt(lines, i);
    if (introduced > 0) {
      const behind = lines.slice(i + introduced);
      if (!behind.some(isQuoted) || isAllQuoted(behind)) return i;
    } else if (isQuoted(lines[i]!) && isAllQuoted(lines.slice(i))) return i;
  }
  return lines.length;
}

/** Lines of the introduction that begins here; 0 when none does. Long ones are broken over two or three lines. */
function introductionAt(lines: readonly string[], at: number): number {
  const line = lines[at]!.trim();
  if (line === '' || isQuoted(line)) return 0;
  if (OUTLOOK.test(line) && OUTLOOK_NEXT.test(lines[at + 1]?.trim() ?? '')) return 1;
  const together = (count: number) =>
    lines
      .slice(at, at + count)
      .map((one) => one.trim())
      .join(' ');
  return [1, 2, 3].find((count) => INTRODUCTIONS.some((pattern) => pattern.test(together(count)))) ?? 0;
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}>/.test(line);
}

/** Quoted and empty lines, and a signature at the end, but nothing that somebody wrote in between. */
function isAllQuoted(lines: readonly string[]): boolean {
  const last = lines.findLastIndex(isQuoted);
  if (!lines.slice(0, last + 1).every((line) => isQuoted(line) || line.trim() === '')) return false;
  const behind = lines.slice(last + 1);
  const signature = behind.findIndex((line) => SIGNATURES.some((pattern) => pattern.test(line.trim())));
  return behind.slice(0, signature < 0 ? behind.length : signature).every((line) => line.trim() === '');
}

/** Line at which the signature begins, not behind `end`. A long block is no signature. */
function signatureStart(lines: readonly string[], end: number): number {
  for (let i = end - 1; i >= Math.max(0, end - 15); i--)
    if (
      SIGNATURES.some((pattern) => pattern.test(lines[i]!.trimEnd() === '--' ? '-- ' : lines[i]!.trimEnd()))
    )
      return i;
  return end;
}
