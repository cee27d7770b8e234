import type { App } from '#platform/app/index.ts';
import { gauge, renderMetrics } from '#platform/metrics/index.ts';
import { listSources } from '#listen/sources/index.ts';
import { countOutbox } from '#platform/outbox/index.ts';

const seen = gauge('source_seen_last_hour', 'Events that a source brought in the last hour', [
  'source',
  'kind',
]);
const kept = gauge('source_kept_last_hour', 'Posts of a source kept in the last hour', ['source', 'kind']);
const refused = gauge('source_refused_last_hour', 'Payloads of a source kept aside in the last hour', [
  'source',
  'kind',
]);
const lag = gauge('source_lag_seconds', 'How far a stream is behind its network', ['source', 'kind']);
const healthy = gauge('source_healthy', '1 when the source is read as it should be', ['source', 'kind']);
const outbox = gauge('outbox_rows', 'Rows of the outbox that are not settled', ['state']);

/** What Prometheus reads: figures of the process, of every source and of the outbox. */
export async function renderFigures(app: App): Promise<string> {
  for (const one of [seen, kept, refused, lag, healthy, outbox]) one.reset();
  for (const source of await listSources(app)) {
    const labels = { source: source.name, kind: source.kind };
    seen.set(labels, source.lastHour.seen);
    kept.set(labels, source.lastHour.kept);
    refused.set(labels, source.lastHour.refused);
    healthy.set(labels, source.health === 'ok' ? 1 : 0);
    if (source.lagSeconds !== null) lag.set(labels, source.lagSeconds);
  }
  for (const { state, count } of await countOutbox(app)) outbox.set({ state }, count);
  return renderMetrics();
}
