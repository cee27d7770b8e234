/** Who the company is, what it could listen to, and the accounts it answers from. */
import './events.ts';
export type { BrandProfile } from './domain/profile.ts';
export { brandFeature } from './feature.ts';
/** Names, handles, hashtags, site, steps of the first run. */
export { getBrand, removeSample, saveBrand, startSample } from './service/profile.ts';
/** The sample stream; the stage that reads sources provides it. */
export { samplePort, type SampleStream } from './service/profile.ts';
/** `ownAccounts(app, network)`: accounts with usable credentials; `ownExternalIds(app)`: `network:externalId` of all of them. */
export { ownAccounts, ownExternalIds } from './service/own-accounts.ts';
/** Tell what a network said about an account: shown in the settings and told to the owners. */
export { accountRefused, accountWorks } from './service/standing.ts';
/** Connected accounts for people to see, without credentials. */
export { readAccounts } from './service/accounts.ts';
/** Connect with what the user typed, and forget again. */
export { connectAccount, disconnectAccount } from './service/accounts.ts';
