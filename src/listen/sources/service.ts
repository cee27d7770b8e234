import { connectorsPort, type SourceConnector } from '#connectors/kit/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { sourceErrors } from './errors.ts';
import type { SourceView } from './schema.ts';
import {
  clearNextRead,
  insertSource,
  isSameSource,
  type NewSource,
  renameSource,
  reviseKinds,
  selectSame,
  selectSource,
  selectSources,
  type SourceRow,
  updateSettings,
  updateState,
} from './store.ts';
import { toKindView, toSourceViews } from './views.ts';

export interface SourceInput {
  kind: string;
  name?: string | undefined;
  config: Record<string, unknown>;
}

/** Every source, oldest first. */
export async function listSources(app: App): Promise<SourceView[]> {
  return toSourceViews(app, await selectSources(app));
}

/** One source. Throws `source.not_found`. */
export async function getSource(app: App, id: string): Promise<SourceView> {
  const [view] = await toSourceViews(app, [await loadSource(app, id)]);
  return view!;
}

/** The kinds of source that this program reads. */
export function listSourceKinds(app: App) {
  return [...app.use(connectorsPort).sources.values()].map(toKindView);
}

/** Adds a source, which begins to be read. Throws `source.kind_unknown`, `source.exists`, or what the connector says of the configuration. */
export async function addSource(app: App, actor: Actor, input: SourceInput): Promise<SourceView> {
  const source = draftSource(app, input);
  return app.db.transaction(async () => {
    if (!(await insertSource(app, source))) {
      throw await sameSource(app, source);
    }
    await audit(app, actor, {
      action: 'source.added',
      subject: source.id,
      detail: { kind: source.kind, name: source.name },
    });
    await app.bus.publish('source.changed', { sourceId: source.id });
    return getSource(app, source.id);
  });
}

/** Like `addSource`, but sources that are there already are passed over. Answers the ids added. */
export async function addSources(app: App, actor: Actor, inputs: readonly SourceInput[]): Promise<string[]> {
  const drafts = inputs.map((input) => draftSource(app, input));
  return app.db.transaction(async () => {
    const added: string[] = [];
    for (const draft of drafts) if (await insertSource(app, draft)) added.push(draft.id);
    if (added.length > 0) {
      await audit(app, actor, {
        action: 'source.list_added',
        subject: added[0]!,
        detail: { count: added.length },
      });
      await app.bus.publish('source.changed', { sourceId: added[0]! });
    }
    return added;
  });
}

/** Changes name or configuration. A configuration that reads something else begins without a cursor. Throws `source.exists`. */
export async function changeSource(
  app: App,
  actor: Actor,
  id: string,
  change: { name?: string | undefined; config?: Record<string, unknown> | undefined },
): Promise<SourceView> {
  const row = await loadSource(app, id);
  const name = change.name ?? row.name;
  const settings = change.config && { ...settingsOf(connectorOf(app, row.kind), change.config), name };
  try {
    return await app.db.transaction(async () => {
      if (settings === undefined) await renameSource(app, id, name);
      else
        await updateSettings(app, id, {
          ...settings,
          keepsCursor: settings.description === row.description,
        });
      await audit(app, actor, { action: 'source.changed', subject: id, detail: { name } });
      await app.bus.publish('source.changed', { sourceId: id });
      return getSource(app, id);
    });
  } catch (error) {
    if (settings === undefined || !isSameSource(error)) throw error;
    throw await sameSource(app, { ...settings, kind: row.kind }, error);
  }
}

/** Lets the source be read again, also after it had stopped. */
export async function startSource(app: App, actor: Actor, id: string): Promise<SourceView> {
  return setState(app, actor, id, 'running');
}

/** Stops reading; the cursor stays, so that starting goes on where it ended. */
export async function pauseSource(app: App, actor: Actor, id: string): Promise<SourceView> {
  return setState(app, actor, id, 'paused');
}

/** Does not wait for the next poll; a source that had stopped is started. Throws `source.paused`. */
export async function readSourceNow(app: App, actor: Actor, id: string): Promise<void> {
  const row = await loadSource(app, id);
  if (row.state === 'paused') throw sourceErrors('source.paused', { name: row.name });
  if (row.stopped_code !== null) return void (await startSource(app, actor, id));
  await app.db.transaction(async () => {
    await clearNextRead(app, id);
    await app.bus.publish('source.read_now', { sourceId: id });
  });
}

/** Sources that read with the brand's accounts on a network begin anew, from their cursors: the accounts have changed. */
export async function restartSourcesOf(app: App, network: string): Promise<void> {
  const kinds = [...app.use(connectorsPort).sources.values()]
    .filter((connector) => connector.usesAccounts && connector.network === network)
    .map((connector) => connector.kind);
  await app.db.transaction(async () => {
    for (const { id } of await reviseKinds(app, kinds))
      await app.bus.publish('source.changed', { sourceId: id });
  });
}

/** The row. Throws `source.not_found`. */
export async function loadSource(app: App, id: string): Promise<SourceRow> {
  const row = await selectSource(app, id);
  if (!row) throw sourceErrors('source.not_found', { id });
  return row;
}

/** The connector of a kind. Throws `source.kind_unknown`. */
export function connectorOf(app: App, kind: string): SourceConnector {
  const { sources } = app.use(connectorsPort);
  const connector = sources.get(kind);
  if (!connector)
    throw sourceErrors('source.kind_unknown', {
      kind: kind.slice(0, 60),
      kinds: [...sources.keys()].join(', '),
    });
  return connector;
}

async function setState(
  app: App,
  actor: Actor,
  id: string,
  state: 'running' | 'paused',
): Promise<SourceView> {
  const row = await loadSource(app, id);
  return app.db.transaction(async () => {
    if (row.state !== state || row.stopped_code !== null || row.failures > 0) {
      await updateState(app, id, state);
      await audit(app, actor, {
        action: state === 'running' ? 'source.started' : 'source.paused',
        subject: id,
        detail: { name: row.name },
      });
      await app.bus.publish('source.changed', { sourceId: id });
      await app.bus.publish('source.health', {});
    }
    return getSource(app, id);
  });
}

function draftSource(app: App, input: SourceInput) {
  const connector = connectorOf(app, input.kind);
  const settings = settingsOf(connector, input.config);
  const { description } = settings;
  const name =
    input.name?.trim() ||
    (description ? `${connector.title}: ${description}` : connector.title).slice(0, 120);
  return { id: newId('src'), kind: connector.kind, network: connector.network, name, ...settings };
}

function settingsOf(connector: SourceConnector, given: Record<string, unknown>) {
  const config = connector.parseConfig(given);
  return {
    config,
    description: connector.describe(config),
    reads: connector.identify?.(config) ?? null,
  };
}

async function sameSource(
  app: App,
  wanted: Pick<NewSource, 'kind' | 'config' | 'reads' | 'name'>,
  cause?: unknown,
) {
  const same = await selectSame(app, wanted);
  return sourceErrors('source.exists', { name: same?.name ?? wanted.name, id: same?.id ?? null }, cause);
}
