import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { memberActor } from '../../service/current.ts';
import { findMembers } from '../../store/members.ts';
import { useToken } from '../../store/hand-over.ts';
import { logoutUrl } from '../manage.ts';
import { newRequestId, samlClient } from '../saml.ts';
import type { SamlProvider } from '../schema.ts';
import { ownKey } from './key.ts';
import { type LogoutMessage, readMessage } from './message.ts';
import { endThere } from './sessions.ts';
import { signedAddress } from './sign.ts';

const LEEWAY_MS = 60_000;
/** How old a request may be that says no end of its own. */
const OLDEST_MS = 5 * 60_000;
/** How long it is remembered, so that it is taken once: longer than any that is good. */
const REMEMBERED_S = 3600;

/**
 * Ends the sessions that an identity provider wants ended. Signature, issuer, destination and times are checked, and it is taken once.
 * Answers which sessions, and where the browser goes with our answer. Throws what is wrong.
 */
export async function endByRequest(
  app: App,
  provider: SamlProvider,
  query: string,
): Promise<{ sessionIds: string[]; address: string }> {
  const request = readMessage(query, provider.settings.certificates);
  mustBeGood(app, provider, request);
  const address = await answerTo(app, provider, request);
  const sessionIds = await app.db.transaction(async () => {
    const expires = Math.ceil(app.clock.now().getTime() / 1000) + REMEMBERED_S;
    const token = app.secrets.hash(`saml-logout\0${provider.id}\0${request.id}`);
    if (!(await useToken(app, token, expires))) throw new Error('it was used already');
    const ended = await endThere(app, provider.id, request);
    const members = await findMembers(app, [...new Set(ended.map(({ memberId }) => memberId))]);
    for (const member of members)
      await audit(app, memberActor(member), {
        action: 'member.signed_out',
        subject: member.id,
        detail: { by: provider.name },
      });
    return ended.map(({ id }) => id);
  });
  return { sessionIds, address };
}

function mustBeGood(app: App, { id, settings }: SamlProvider, request: LogoutMessage): void {
  const now = app.clock.now().getTime();
  const { issuer, destination, issuedAt, until, name } = request;
  if (request.kind !== 'LogoutRequest') throw new Error('it asks for nothing');
  if (issuer !== settings.entityId) throw new Error('it is of another issuer');
  // What is signed has to say for whom (SAML bindings, 3.4.5.2): what was signed for another must not be brought here.
  if (destination !== logoutUrl(app, id)) throw new Error('it is for somebody else');
  if (issuedAt.getTime() > now + LEEWAY_MS) throw new Error('its time has not come');
  if (issuedAt.getTime() < now - OLDEST_MS - LEEWAY_MS) throw new Error('it is too old');
  if (until && until.getTime() + LEEWAY_MS <= now) throw new Error('it is over');
  if (name === '') throw new Error('it names nobody');
}

/** A session that is not there is ended as well. */
async function answerTo(
  app: App,
  provider: SamlProvider,
  { id, relay = '' }: LogoutMessage,
): Promise<string> {
  const { logoutUrl: asks, logoutAnswerUrl } = provider.settings;
  if (asks === null) throw new Error('single logout is not set up');
  const { key } = await ownKey(app, provider);
  const client = await samlClient(app, provider, {
    requestId: newRequestId(),
    logoutUrl: logoutAnswerUrl ?? asks,
  });
  const request = { ID: id, issuer: '', nameID: '', nameIDFormat: '' };
  return signedAddress(await client.getLogoutResponseUrlAsync(request, relay, {}, true), key);
}
