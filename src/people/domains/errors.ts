import { defineErrors } from '#platform/errors/index.ts';

export const domainErrors = defineErrors({
  'domain.not_found': { status: 404, text: 'This address is not on the list (any more).' },
  'domain.host_invalid': {
    status: 400,
    text: '{host} is not a name such as help.example.com. Nothing was saved; write the name alone, without a path.',
  },
  'domain.host_taken': { status: 409, text: '{host} is on the list already. Nothing was saved.' },
  'domain.host_main': {
    status: 409,
    text: '{host} is the main address of Rapport (PUBLIC_URL), where everything stands already. Nothing was saved.',
  },
  'domain.part_taken': {
    status: 409,
    text: 'Another address has one of these parts, and each part has one address only. Nothing was saved; take it away there first.',
  },
  'domain.too_many': {
    status: 409,
    text: 'There are {most} addresses, which is the most. Remove one first.',
  },
});
