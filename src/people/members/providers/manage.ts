import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { memberErrors } from '../errors.ts';
import { HAND_OVER } from '../service/hand-over-name.ts';
import { COMMUNITY, readCommunity } from '../service/settings.ts';
import type { Provider, ProviderInput, ProviderView } from './schema.ts';
import { sealSecret } from './secrets.ts';
import {
  countIdentities,
  countOnlyWays,
  deleteProvider,
  deleteTicketsOf,
  selectProvider,
  selectProviders,
  upsertProvider,
} from './store.ts';

/** Where a provider sends people back to; each has an address of its own, so that one cannot be taken for another. */
export const backUrl = (app: App, id: string): string =>
  `${app.config.publicUrl}${COMMUNITY}/ways/${id}/back`;
/** Where our own SAML metadata lies; it is our name as well. */
export const metadataUrl = (app: App, id: string): string =>
  `${app.config.publicUrl}${COMMUNITY}/ways/${id}/metadata`;
/** Where an identity provider asks us to sign somebody out, and answers when we asked. */
export const logoutUrl = (app: App, id: string): string =>
  `${app.config.publicUrl}${COMMUNITY}/ways/${id}/logout`;

/** Providers that members may come from now. */
export async function openProviders(app: App): Promise<Provider[]> {
  return (await selectProviders(app)).filter((one) => one.isOpen);
}

/** Throws `member.provider_unknown`. */
export async function readProvider(app: App, id: string): Promise<Provider> {
  const provider = await selectProvider(app, id);
  if (!provider) throw memberErrors('member.provider_unknown', { id });
  return provider;
}

/** All providers for the staff, without their secrets. */
export async function listProviders(app: App): Promise<ProviderView[]> {
  const { ways } = await readCommunity(app);
  const [providers, known, only] = await Promise.all([
    selectProviders(app),
    countIdentities(app),
    countOnlyWays(app, ways, HAND_OVER),
  ]);
  return providers.map((provider) =>
    present(app, provider, { members: known.get(provider.id) ?? 0, onlyWay: only.get(provider.id) ?? 0 }),
  );
}

function present(app: App, provider: Provider, counts: { members: number; onlyWay: number }): ProviderView {
  const { sealed, ...rest } = provider;
  return {
    ...rest,
    ...counts,
    hasSecret: sealed !== null,
    backUrl: backUrl(app, provider.id),
    metadataUrl: provider.kind === 'saml' ? metadataUrl(app, provider.id) : null,
  };
}

/** Adds a provider, or changes one; a secret that is left out stays. Throws `member.provider_unknown`, `member.provider_kind`. */
export async function saveProvider(
  app: App,
  actor: Actor,
  input: ProviderInput,
  id?: string,
): Promise<{ id: string }> {
  const made = id ?? newId('prov');
  await app.db.transaction(async () => {
    const before = id === undefined ? undefined : await readProvider(app, id);
    if (before && before.kind !== input.kind) throw memberErrors('member.provider_kind');
    const { name, isOpen, trustsMail } = input;
    const secret = input.kind === 'saml' ? undefined : input.secret;
    const sealed =
      secret === undefined ? (before?.sealed ?? null) : secret === '' ? null : sealSecret(app, made, secret);
    const common = { id: made, name, isOpen, trustsMail, sealed };
    await upsertProvider(
      app,
      input.kind === 'oidc'
        ? { ...common, kind: input.kind, settings: input.settings }
        : input.kind === 'oauth'
          ? { ...common, kind: input.kind, settings: input.settings }
          : { ...common, kind: input.kind, settings: input.settings },
    );
    // What it said before holds by the settings of then.
    if (before) await deleteTicketsOf(app, made);
    await audit(app, actor, {
      action: before ? 'members.provider_changed' : 'members.provider_added',
      subject: made,
      detail: { kind: input.kind, name, isOpen, trustsMail, newSecret: secret !== undefined },
    });
    await app.bus.publish('community.changed', {});
  });
  return { id: made };
}

/**
 * Removes a provider and what it said of members, who stay signed in. Throws `member.provider_needed` where some of them have no other way
 * in, unless `anyway`.
 */
export async function removeProvider(app: App, actor: Actor, id: string, anyway: boolean): Promise<void> {
  await app.db.transaction(async () => {
    const { name, kind } = await readProvider(app, id);
    const { ways } = await readCommunity(app);
    const onlyWay = (await countOnlyWays(app, ways, HAND_OVER)).get(id) ?? 0;
    if (onlyWay > 0 && !anyway) throw memberErrors('member.provider_needed', { count: onlyWay });
    await deleteTicketsOf(app, id);
    const members = await deleteProvider(app, id);
    await audit(app, actor, {
      action: 'members.provider_removed',
      subject: id,
      detail: { kind, name, members, onlyWay },
    });
    await app.bus.publish('community.changed', {});
  });
}
