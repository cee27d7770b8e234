/** Addresses of the company's own for parts of the public site: which there are, whether they lead here, and what may be asked for at each. */
import './events.ts';
export { domainsFeature } from './feature.ts';
export { guardHost, hostAsked } from './guard.ts';
/** Provided by who brings communities over; a name of ours leads from their addresses to the pages of today. */
export { OLD_ADDRESS_KEPT, oldAddressPort } from './old-addresses.ts';
/** Reads them at start and provides `addressesPort`; throws when the database does not answer. */
export { keepDomains } from './known.ts';
/** The part of the public site that a path belongs to, if any. */
export { partOf } from './domain.ts';
/** Adds, lists and removes addresses, and notes what a look at one found: for demonstration and tests. */
export { addDomain, listDomains, noteCheck, removeDomain } from './service.ts';
