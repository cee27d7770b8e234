import { jetstreamManager } from '@nats-io/jetstream';
import { connectTo } from './open.ts';
import { isMissing } from './trouble.ts';

/** What there is at an address, looked at without changing anything. */
export interface StreamReport {
  server: string;
  version: string;
  /** Servers that this one knows of, itself included. */
  servers: number;
  /** Why JetStream cannot be used; null when it can. */
  jetStreamProblem: string | null;
  /** Null when the stream is not there yet. */
  stream: { replicas: number; messages: number; bytes: number; maxBytes: number } | null;
}

/** Throws `stream.unreachable`. */
export async function inspectStream(url: string, name: string): Promise<StreamReport> {
  const connection = await connectTo(url);
  try {
    const report: StreamReport = {
      server: connection.getServer(),
      version: connection.info?.version ?? '?',
      servers: new Set([...(connection.info?.connect_urls ?? []), connection.getServer()]).size,
      jetStreamProblem: null,
      stream: null,
    };
    try {
      const manager = await jetstreamManager(connection, { checkAPI: true, timeout: 3000 });
      const { config, state } = await manager.streams.info(name);
      report.stream = {
        replicas: config.num_replicas,
        messages: state.messages,
        bytes: state.bytes,
        maxBytes: config.max_bytes,
      };
    } catch (error) {
      if (!isMissing(error)) report.jetStreamProblem = error instanceof Error ? error.message : String(error);
    }
    return report;
  } finally {
    await connection.close();
  }
}
