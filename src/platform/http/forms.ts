import type { FastifyInstance, FastifyRequest } from 'fastify';
import { boundaryOf, type FormPart, readForm, textOf } from '#lib/multipart/index.ts';
import { isWritable } from './given-text.ts';

/** What a form of a page sent, with or without files. */
export interface GivenForm {
  /** The first value of a field, line breaks as \n, what cannot be stored left out; empty where it is missing. */
  text(name: string): string;
  /** All values of a field. */
  all(name: string): string[];
  /** The first values of all fields whose names begin so, by the rest of the name. */
  below(prefix: string): Record<string, string>;
  /** A file that was chosen. */
  file(name: string): { name: string; bytes: Uint8Array } | undefined;
  /** All files that were chosen. */
  files(name: string): { name: string; bytes: Uint8Array }[];
}

/** Lets the pages of this scope take forms, `application/x-www-form-urlencoded` and `multipart/form-data`. */
export function acceptForms(pages: FastifyInstance): void {
  pages.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  pages.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
}

/** The form that a request carries; an empty one where it carries none. */
export function givenForm(request: FastifyRequest): GivenForm {
  const { body } = request;
  if (body instanceof URLSearchParams) return formOf((name) => body.getAll(name), [...body.keys()], []);
  const boundary = boundaryOf(request.headers['content-type'] ?? '');
  const parts = boundary !== undefined && Buffer.isBuffer(body) ? (readForm(body, boundary) ?? []) : [];
  const values = (name: string) =>
    parts.filter((part) => part.name === name && part.fileName === null).map((part) => textOf(part.bytes));
  const names = parts.flatMap(({ name, fileName }) => (fileName === null ? name : []));
  return formOf(values, names, parts);
}

function formOf(
  values: (name: string) => string[],
  names: readonly string[],
  parts: readonly FormPart[],
): GivenForm {
  const all = (name: string) => values(name).map(writable);
  const files = (name: string) =>
    parts.flatMap((part) =>
      part.name === name && part.fileName !== null && part.bytes.length > 0
        ? { name: part.fileName, bytes: part.bytes }
        : [],
    );
  const text = (name: string) => all(name)[0] ?? '';
  const below = (prefix: string) =>
    Object.fromEntries(
      names.filter((name) => name.startsWith(prefix)).map((name) => [name.slice(prefix.length), text(name)]),
    );
  return { all, text, below, file: (name) => files(name)[0], files };
}

/** Control characters but line breaks and tabs. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

function writable(given: string): string {
  const text = given.replaceAll(/\r\n?/g, '\n').replaceAll(CONTROL, '');
  return isWritable(text) ? text : text.toWellFormed().replaceAll('\0', '');
}
