import { defineErrors } from '#platform/errors/index.ts';

export const outwardErrors = defineErrors({
  'outward.url_invalid': {
    status: 400,
    text: 'The address {url} cannot be used: {reason}. Nothing was sent. Correct the address.',
  },
  'outward.address_forbidden': {
    status: 403,
    text: '{host} is at an address of a private network ({address}), where Rapport does not go. Nothing was sent. If that is wanted, the operator adds {host} to RAPPORT_ALLOW.',
  },
  'outward.timeout': {
    status: 504,
    text: '{host} did not finish its answer within {seconds} s. What it sent was thrown away. Try again later.',
  },
  'outward.too_large': {
    status: 502,
    text: '{host} sent more than the {limit} bytes that are accepted here. It was thrown away.',
  },
  'outward.too_many_redirects': {
    status: 502,
    text: '{host} passed the request on more than {limit} times. Check the address.',
  },
  'outward.unreachable': {
    status: 502,
    text: '{host} could not be reached: {reason}. Check the address and the network, or try again later.',
  },
  'outward.unreadable': {
    status: 502,
    text: 'What {host} sent could not be read: {reason}. It was thrown away.',
  },
});
