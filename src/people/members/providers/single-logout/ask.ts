import type { App } from '#platform/app/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { logoutUrl } from '../manage.ts';
import { newRequestId, samlClient } from '../saml.ts';
import type { SamlProvider } from '../schema.ts';
import { selectProvider } from '../store.ts';
import { ownKey } from './key.ts';
import { readMessage } from './message.ts';
import { thereOf } from './sessions.ts';
import { signedAddress } from './sign.ts';

export interface Asking {
  provider: SamlProvider;
  /** Where the browser goes. */
  address: string;
  requestId: string;
  relay: string;
}

/** How a session is ended at its provider, too; undefined where it began otherwise, or the provider has no single logout. Ask before it ends here. */
export async function askToEnd(app: App, sessionId: string): Promise<Asking | undefined> {
  const kept = await thereOf(app, sessionId);
  const provider = kept && (await selectProvider(app, kept.providerId));
  if (!kept || provider?.kind !== 'saml' || !provider.isOpen || provider.settings.logoutUrl === null)
    return undefined;
  const { name, format, qualifier, ownQualifier, index } = kept.there;
  const [requestId, relay] = [newRequestId(), newSecret()];
  const { key } = await ownKey(app, provider);
  const client = await samlClient(app, provider, { requestId, logoutUrl: provider.settings.logoutUrl });
  const address = await client.getLogoutUrlAsync(
    {
      issuer: provider.settings.entityId,
      nameID: name,
      nameIDFormat: format ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
      ...(qualifier !== undefined && { nameQualifier: qualifier }),
      ...(ownQualifier !== undefined && { spNameQualifier: ownQualifier }),
      ...(index !== undefined && { sessionIndex: index }),
    },
    relay,
    {},
  );
  return { provider, address: signedAddress(address, key), requestId, relay };
}

/** Whether a provider says that it ended what we asked it to. Throws what is wrong with the answer. */
export function isEnded(app: App, provider: SamlProvider, query: string, requestId: string): boolean {
  const answer = readMessage(query, provider.settings.certificates);
  if (answer.kind !== 'LogoutResponse') throw new Error('it asks for something');
  if (answer.issuer !== provider.settings.entityId) throw new Error('it is of another issuer');
  if (answer.destination !== logoutUrl(app, provider.id)) throw new Error('it is for somebody else');
  if (answer.inResponseTo !== requestId) throw new Error('it answers another request');
  return answer.isSuccess;
}
