/** Reads a `multipart/form-data` body (RFC 7578) that was received whole: what a form with a file sends without any script. */

export interface FormPart {
  /** Name of the field. */
  name: string;
  /** As the sender called the file; null for a field that is none. Not to be trusted. */
  fileName: string | null;
  bytes: Uint8Array;
}

const MOST_PARTS = 20;
const MOST_HEADER_BYTES = 4096;
const CRLF = [13, 10];

/** The boundary that a content type names, or undefined when it is no form of this kind. */
export function boundaryOf(contentType: string): string | undefined {
  const match = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

/** The parts of a body, or undefined when it is not whole or not well made. At most 20 parts. */
export function readForm(body: Uint8Array, boundary: string): FormPart[] | undefined {
  const line = bytesOf(`--${boundary}`);
  const between = bytesOf(`\r\n--${boundary}`);
  const parts: FormPart[] = [];
  let at = indexOf(body, line, 0);
  if (at !== 0) return undefined;
  at += line.length;
  while (parts.length <= MOST_PARTS) {
    if (isAt(body, [45, 45], at)) return parts;
    if (!isAt(body, CRLF, at)) return undefined;
    const start = at + CRLF.length;
    const head = indexOf(body, [13, 10, 13, 10], start);
    if (head === -1 || head - start > MOST_HEADER_BYTES) return undefined;
    const end = indexOf(body, between, head + 2);
    if (end === -1) return undefined;
    const part = partOf(textOf(body.subarray(start, head)), body.subarray(Math.min(head + 4, end), end));
    if (!part) return undefined;
    parts.push(part);
    at = end + between.length;
  }
  return undefined;
}

function partOf(headers: string, bytes: Uint8Array): FormPart | undefined {
  const disposition = headers.split('\r\n').find((header) => /^content-disposition:/i.test(header));
  const name = /;\s*name="([^"]{0,200})"/i.exec(disposition ?? '')?.[1];
  if (name === undefined) return undefined;
  const fileName = /;\s*filename="([^"]{0,1000})"/i.exec(disposition!)?.[1] ?? null;
  return { name, fileName, bytes };
}

function indexOf(body: Uint8Array, wanted: ArrayLike<number>, from: number): number {
  const first = wanted[0]!;
  for (let at = body.indexOf(first, from); at !== -1; at = body.indexOf(first, at + 1))
    if (isAt(body, wanted, at)) return at;
  return -1;
}

function isAt(body: Uint8Array, wanted: ArrayLike<number>, at: number): boolean {
  for (let i = 0; i < wanted.length; i++) if (body[at + i] !== wanted[i]) return false;
  return true;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text of a part's bytes; what is no UTF-8 becomes replacement characters. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
