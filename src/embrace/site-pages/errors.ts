import { defineErrors } from '#platform/errors/index.ts';

export const pageErrors = defineErrors({
  'site_page.not_found': { status: 404, text: 'There is no such page, or it has no text in this language.' },
  'site_page.changed_meanwhile': {
    status: 409,
    text: 'Somebody else saved this page meanwhile. Nothing was saved; copy your text, load the page again and repeat what you changed.',
  },
  'site_page.slug_taken': {
    status: 409,
    text: 'Another page has the address “{slug}” in this language. Nothing was changed; choose another address.',
  },
  'site_page.slug_reserved': {
    status: 400,
    text: 'The address “{slug}” is used by the program itself. Nothing was changed; choose another address.',
  },
  'site_page.too_many': {
    status: 409,
    text: 'There are {most} pages already. Remove one first; nothing was changed.',
  },
});
