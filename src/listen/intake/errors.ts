import { defineErrors } from '#platform/errors/index.ts';

export const intakeErrors = defineErrors({
  'refusal.not_found': {
    status: 404,
    text: 'There is no payload {id} kept aside. It may have been taken in or removed.',
  },
  'replay.not_found': { status: 404, text: 'There is no attempt {id} at the refused payloads.' },
  'import.too_large': {
    status: 413,
    text: 'The file is larger than the {limit} bytes that are taken at once. Nothing of it was kept. Split it, or read it on the server with “rapport import”.',
  },
  'import.not_found': { status: 404, text: 'There is no import {id}.' },
  'import.format_unknown': { status: 400, text: 'The format “{format}” is not known. Known are: {formats}.' },
  'import.cancelled': { status: 409, text: 'The import was cancelled. What was read before is kept.' },
  'import.no_header': {
    status: 400,
    text: 'The file has no line of column names that could be understood. It needs at least a column “text”.',
  },
  'import.nothing_to_resume': {
    status: 404,
    text: 'There is no unfinished import of {name} as {format}. Start it without --resume.',
  },
  'import.unreadable': {
    status: 400,
    text: 'The file cannot be read on: {reason} Everything before line {line} is kept.',
  },
});
