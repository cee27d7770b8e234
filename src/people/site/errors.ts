import { defineErrors } from '#platform/errors/index.ts';

export const siteErrors = defineErrors({
  'site.changed_meanwhile': {
    status: 409,
    text: 'Somebody else changed this meanwhile. Nothing was saved; load it again and repeat what you changed.',
  },
  'site.picture_wrong': {
    status: 400,
    text: 'A logo is a PNG, JPEG, WebP, GIF or SVG picture of at most {limit} KB. Nothing was changed.',
  },
  'site.icon_wrong': {
    status: 400,
    text: 'The icon is a square PNG of 64 to 1024 pixels a side. Nothing was changed.',
  },
  'site.unreadable': {
    status: 400,
    text: '{text} cannot be read on {paper} on {scheme} pages: their contrast is {ratio}, and 4.5 is the least. Nothing was changed.',
  },
  'site.version_unknown': { status: 404, text: 'There is no such version. Nothing was changed.' },
  'site.draft_unknown': { status: 404, text: 'There is no such draft; drafts are kept for a day.' },
});
