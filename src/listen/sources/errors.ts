import { defineErrors } from '#platform/errors/index.ts';

export const sourceErrors = defineErrors({
  'source.not_found': { status: 404, text: 'There is no source {id}. It may have been removed.' },
  'source.kind_unknown': {
    status: 400,
    text: 'This program has no kind of source called “{kind}”. It knows: {kinds}.',
  },
  'source.exists': {
    status: 409,
    text: 'Another source reads the same already: {name}. Nothing was changed.',
  },
  'source.not_removed': {
    status: 404,
    text: 'The source {id} cannot be brought back: that is possible for {hours} hours. What it brought is still there; add it again.',
  },
  'source.no_feeds': {
    status: 501,
    text: 'This program reads no feeds, so it can neither find them nor exchange lists of them.',
  },
  'source.reader_replaced': {
    status: 409,
    text: 'Another process reads the source {id} now; this batch was not stored here.',
  },
  'source.setting_unknown': {
    status: 400,
    text: '“{setting}” is not a setting of this kind. It has: {settings}; write NAME=VALUE.',
  },
  'source.paused': { status: 409, text: 'The source {name} is paused. Start it first.' },
});
