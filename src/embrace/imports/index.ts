/** Communities brought over from elsewhere, with their members, dates and addresses. */
import './events.ts';

export { importsFeature } from './feature.ts';
/** Leads from addresses of the old community to those of today. */
export { addOldAddresses } from './old-addresses.ts';
/** The path of today for one of the old community: provide it for `oldAddressPort`. */
export { lookUpOldAddress } from './old-addresses.ts';
/** What members take along of it: provide it for `memberBelongingsPort`. */
export { importBelongings } from './belongings.ts';
