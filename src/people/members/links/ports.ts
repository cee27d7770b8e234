import { type App, definePort } from '#platform/app/index.ts';
import type { InboundAuthor } from '#connectors/kit/index.ts';

/** Accounts elsewhere that the company vouches for: by its numbers of a customer, as its own site signed them. */
export const provenAccountsPort =
  definePort<
    readonly ((
      app: App,
      customerNumbers: readonly string[],
    ) => Promise<{ network: string; externalId: string }[]>)[]
  >('members.proven-accounts');

/** A network on which somebody proves a handle. */
export interface HandleProof {
  network: string;
  /** As people call it. */
  name: string;
  /** A handle as it is kept; undefined for what is none. */
  read(typed: string): string | undefined;
  /** Who has the handle, if a post of his or a TXT record of `_rapport.HANDLE` holds the code. Throws where nobody could be asked. */
  prove(app: App, handle: string, code: string): Promise<InboundAuthor | undefined>;
}
export const handleProofsPort = definePort<readonly HandleProof[]>('members.handle-proofs');
