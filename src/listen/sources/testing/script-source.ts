import type { Connectors, SourceBatch, SourceConnector, SourceContext } from '#connectors/kit/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';

/** What one read of the scripted source does. Ends when it returns; a stream waits for its signal instead. */
export type Script = (context: SourceContext, config: { url: string }) => AsyncIterable<SourceBatch>;

export interface ScriptedSource {
  /** Replaces what the next read does. */
  script: Script;
  /** Every read so far, with the cursor it began with. */
  reads: { cursor: string | undefined; url: string; at: number }[];
  connector: SourceConnector<{ url: string }>;
}

/** A source that does what a test tells it, at the contract that real connectors fulfil. */
export function scriptedSource(
  kind: string,
  reads: 'stream' | 'poll',
  script: Script,
  rhythmSeconds = 0,
): ScriptedSource {
  const scripted: ScriptedSource = {
    script,
    reads: [],
    connector: {
      kind,
      network: 'test',
      title: `Scripted ${kind}`,
      verification: 'none',
      reads,
      rhythmSeconds,
      pollSeconds: { start: 0.05, min: 0.05, max: 0.2 },
      fields: [
        { name: 'url', label: 'Address', kind: 'url', required: true },
        { name: 'tags', label: 'Tags', kind: 'list', required: false },
      ],
      parseConfig(input) {
        const url = (input as { url?: unknown }).url;
        if (typeof url !== 'string')
          throw new AppError('source.config_invalid', 400, 'The setting {field} is missing.', {
            field: 'url',
          });
        return { url };
      },
      describe: (config) => config.url,
      read(config, context) {
        scripted.reads.push({ cursor: context.cursor, url: config.url, at: performance.now() });
        return scripted.script(context, config);
      },
      async test(config) {
        if (config.url.includes('broken')) throw new Error('It does not answer.');
        return { summary: 'It answers.', sample: [] };
      },
    },
  };
  return scripted;
}

/** Provides exactly these sources. */
export function provideSources(
  app: App,
  sources: readonly ScriptedSource[],
  more: Partial<Connectors> = {},
): void {
  app.provide(connectorsPort, {
    sources: new Map(sources.map(({ connector }) => [connector.kind, connector as SourceConnector])),
    replies: new Map(),
    profiles: new Map(),
    lineParsers: new Map(),
    ...more,
  });
}

/** Waits until the reading is to end, as a quiet stream does. */
export function untilStopped(context: SourceContext): Promise<void> {
  return new Promise((resolve) => {
    if (context.signal.aborted) return resolve();
    context.signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
