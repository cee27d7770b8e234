/** Accounts on networks: who wrote a post, as far as the network tells. */
export { type Account, accountKey } from './domain.ts';
export {
  type AuthorOnNetwork,
  findAccountIds,
  findAccountsByHandle,
  forgetAccounts,
  newestAccounts,
  putBackUnresolved,
  readAccounts,
  rememberAccounts,
  removeAccounts,
  takeUnresolvedAccounts,
  updateProfiles,
} from './service.ts';
export { accountsFeature } from './feature.ts';
