import type { Config } from '#platform/config/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { inspectStream, shownServers, type StreamReport } from '#platform/stream/index.ts';
import type { Finding } from './finding.ts';

const WANTED_REPLICAS = 3;
const MIB = 1024 ** 2;

/** Whether the stream between listeners and matchers can be used; nothing to say where one machine does everything. */
export async function checkStream(config: Config): Promise<Finding[]> {
  if (!config.natsUrl) return [];
  const shared = config.databaseUrl ? [] : [embedded];
  try {
    const report = await inspectStream(config.natsUrl, config.natsStream);
    return [describe(report, config), ...shared];
  } catch (error) {
    const mend =
      'Start a NATS server there, or correct NATS_URL; without NATS_URL one machine does everything.';
    return [{ what: 'NATS', state: 'wrong', seen: seenOf(error, config.natsUrl), mend }, ...shared];
  }
}

const embedded: Finding = {
  what: 'NATS',
  state: 'mind',
  seen: 'the database is the embedded one, so only this machine can match',
  mend: 'Set DATABASE_URL on every machine to share one PostgreSQL.',
};

function describe(report: StreamReport, { natsStream }: Config): Finding {
  const what = 'NATS';
  const where = `nats-server ${report.version}, ${report.servers} ${report.servers === 1 ? 'server' : 'servers'}`;
  if (report.jetStreamProblem !== null)
    return {
      what,
      state: 'wrong',
      seen: `${where}; JetStream cannot be used: ${report.jetStreamProblem}`,
      mend: 'Give the server a “jetstream” block in its configuration, or start it with -js.',
    };
  if (!report.stream)
    return {
      what,
      state: 'good',
      seen: `${where}; JetStream is on; the stream “${natsStream}” is made at the first start`,
    };
  const { replicas, messages, bytes, maxBytes } = report.stream;
  const seen = `${where}; JetStream is on; “${natsStream}” has ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}, ${messages} messages wait (${(bytes / MIB).toFixed(1)} of ${Math.round(maxBytes / MIB)} MB)`;
  if (replicas >= WANTED_REPLICAS) return { what, state: 'good', seen };
  return {
    what,
    state: 'mind',
    seen,
    mend: 'With three servers in a cluster the stream gets three replicas by itself, and survives the loss of one.',
  };
}

function seenOf(error: unknown, url: string): string {
  try {
    return `no server answers at ${shownServers(url)}: ${messageOf(error instanceof Error && error.cause ? error.cause : error)}`;
  } catch {
    return messageOf(error);
  }
}
