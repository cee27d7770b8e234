import { defineErrors } from '#platform/errors/index.ts';

export const fileErrors = defineErrors({
  'file.not_found': { status: 404, text: 'There is no file {id}. It may have been removed.' },
  'file.too_large': {
    status: 413,
    text: 'The file is larger than the {limit} MB that one file may have. Nothing of it was kept; send a smaller one, or a link to it.',
  },
  'file.empty': { status: 400, text: 'The file is empty. Nothing was kept.' },
  'file.no_room': {
    status: 507,
    text: 'All files together may have {limit} GB, and that is used up. Nothing of this one was kept; an administrator can raise FILES_TOTAL_GB.',
  },
  'file.refused': {
    status: 422,
    text: 'The virus scanner refused “{name}” ({reason}). Nothing of it was kept.',
  },
  'file.too_many_pixels': {
    status: 422,
    text: 'The picture has {width} × {height} pixels, which is more than can be shown. Nothing of it was kept; send a smaller one.',
  },
  'file.animation_too_large': {
    status: 422,
    text: 'The picture moves and has {width} × {height} pixels; moving ones may have 1600 on their longest edge. Nothing of it was kept; send a smaller one.',
  },
  'file.cannot_show': {
    status: 404,
    text: 'The picture “{name}” cannot be shown: it is broken, or too large. It is kept as it was sent.',
  },
  'file.busy': {
    status: 503,
    text: 'Too many files are being taken in at this moment. Nothing of this one was kept; try again shortly.',
  },
  'file.address_over': {
    status: 403,
    text: 'This address has run out, or is not whole. Go back to the page it came from and load that again.',
  },
});
