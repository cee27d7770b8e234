import { connectorsPort } from '#connectors/kit/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { sourceErrors } from './errors.ts';
import { contextFor } from './reading/read-source.ts';
import { addSources, connectorOf, loadSource, type SourceInput } from './service.ts';
import { selectSources } from './store.ts';

export interface Trial {
  ok: boolean;
  summary: string;
  sample: { author: string | null; title: string | null; text: string; createdAt: string }[];
}

const TRIAL_MS = 20_000;
const FEED = 'feed';

/** One look at a source that is not added yet. The reason of a failure is part of the answer. */
export async function tryNewSource(app: App, input: SourceInput): Promise<Trial> {
  const connector = connectorOf(app, input.kind);
  return trySource(app, input.kind, connector.parseConfig(input.config), {
    id: 'src_trial',
    network: connector.network,
    cursor: null,
  });
}

/** One look at a source that is there; its cursor stays where it is. */
export async function tryStoredSource(app: App, id: string): Promise<Trial> {
  const row = await loadSource(app, id);
  return trySource(app, row.kind, connectorOf(app, row.kind).parseConfig(row.config), row);
}

async function trySource(
  app: App,
  kind: string,
  config: unknown,
  row: Parameters<typeof contextFor>[1],
): Promise<Trial> {
  const connector = connectorOf(app, kind);
  try {
    const context = await contextFor(app, row, connector, AbortSignal.timeout(TRIAL_MS));
    const { summary, sample } = await connector.test(config, context);
    const posts = sample.filter((item) => item.type === 'post').slice(0, 5);
    return {
      ok: true,
      summary,
      sample: posts.map((post) => ({
        author: post.author.displayName ?? post.author.handle ?? null,
        title: post.title ?? null,
        text: post.text.slice(0, 500).toWellFormed(),
        createdAt: post.createdAt.toISOString(),
      })),
    };
  } catch (error) {
    return { ok: false, summary: messageOf(error), sample: [] };
  }
}

/** The feeds that an address offers, best first. */
export async function discoverFeeds(
  app: App,
  url: string,
): Promise<{ url: string; title: string | null; kind: string }[]> {
  const found = await feedTools(app).findFeeds(url, app.outward, AbortSignal.timeout(TRIAL_MS));
  return found.map((feed) => ({ url: feed.url, title: feed.title, kind: FEED }));
}

/** Adds every feed of an OPML list that is not there yet. */
export async function importOutline(
  app: App,
  actor: Actor,
  bytes: Uint8Array,
): Promise<{ found: number; added: number; warnings: string[] }> {
  const { feeds, warnings } = await feedTools(app).readOpml(bytes);
  const usable: SourceInput[] = [];
  const problems = warnings.map((warning) => warning.message);
  for (const feed of feeds) {
    const input = { kind: FEED, name: feed.title?.slice(0, 120) ?? undefined, config: { url: feed.url } };
    try {
      connectorOf(app, FEED).parseConfig(input.config);
      usable.push(input);
    } catch (error) {
      problems.push(`${feed.url.slice(0, 200)}: ${messageOf(error)}`);
    }
  }
  const added = await addSources(app, actor, usable);
  return { found: feeds.length, added: added.length, warnings: problems.slice(0, 100) };
}

/** Every feed that is read, as OPML. */
export async function exportOutline(app: App): Promise<string> {
  const rows = (await selectSources(app)).filter((row) => row.kind === FEED);
  const feeds = rows.flatMap((row) => {
    const url = row.config['url'];
    return typeof url === 'string' ? [{ url, title: row.name, siteUrl: null, folders: [] }] : [];
  });
  return feedTools(app).writeOpml('Rapport', feeds, app.clock.now());
}

function feedTools(app: App) {
  const { feeds } = app.use(connectorsPort);
  if (!feeds) throw sourceErrors('source.no_feeds');
  return feeds;
}
