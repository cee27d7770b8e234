import type { App } from '#platform/app/index.ts';
import { gauge, renderMetrics } from '#platform/metrics/index.ts';
import { readPipeline } from '#listen/pipeline/index.ts';
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

const waiting = gauge('stream_waiting_messages', 'Messages of the stream that are not stored yet', [
  'partition',
]);
const oldest = gauge('stream_oldest_seconds', 'How long the oldest message of a partition has waited', [
  'partition',
]);
const streamBytes = gauge('stream_bytes', 'Bytes that wait in the stream', ['stream']);
const inHand = gauge('stream_in_hand_messages', 'Messages that matchers have in hand', ['stream']);
const replicas = gauge('stream_replicas', 'Replicas of the stream that are up to date', ['stream']);
const reachable = gauge('stream_up', '1 when NATS answers; absent without NATS_URL', ['stream']);

/** What Prometheus reads: figures of the process, of every source, of the outbox and of the stream. */
export async function renderFigures(app: App): Promise<string> {
  for (const one of [seen, kept, refused, lag, healthy, outbox, waiting, oldest]) one.reset();
  for (const source of await listSources(app)) {
    const labels = { source: source.name, kind: source.kind };
    seen.set(labels, source.lastHour.seen);
    kept.set(labels, source.lastHour.kept);
    refused.set(labels, source.lastHour.refused);
    healthy.set(labels, source.health === 'ok' ? 1 : 0);
    if (source.lagSeconds !== null) lag.set(labels, source.lagSeconds);
  }
  for (const { state, count } of await countOutbox(app)) outbox.set({ state }, count);
  await measureStream(app);
  return renderMetrics();
}

async function measureStream(app: App): Promise<void> {
  for (const one of [streamBytes, inHand, replicas, reachable]) one.reset();
  const { path, stream } = await readPipeline(app);
  const labels = { stream: app.config.natsStream };
  if (path === 'stream') reachable.set(labels, stream ? 1 : 0);
  if (!stream) return;
  for (const { partition, waiting: count, oldestSeconds } of stream.partitions) {
    waiting.set({ partition: String(partition) }, count);
    oldest.set({ partition: String(partition) }, oldestSeconds ?? 0);
  }
  streamBytes.set(labels, stream.bytes);
  inHand.set(labels, stream.inHand);
  replicas.set(labels, stream.currentReplicas);
}
