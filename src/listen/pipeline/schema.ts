import { z } from 'zod';

/** GET /pipeline: how posts get from sources to the database, and what waits on the way. */
export const pipelineShape = z.object({
  /** `direct`: the process that reads also matches and stores. `stream`: they are apart, with NATS between them. */
  path: z.enum(['direct', 'stream']),
  /** In words: what is wrong and what to do. Null when all is well. */
  problem: z.string().nullable(),
  /** Messages that are not stored yet; a message holds up to 500 posts. */
  waiting: z.number(),
  oldestSeconds: z.number().nullable(),
  /** Null where everything is direct, or when NATS does not answer. */
  stream: z
    .object({
      servers: z.number(),
      replicas: z.number(),
      currentReplicas: z.number(),
      bytes: z.number(),
      maxBytes: z.number(),
      inHand: z.number(),
      redelivered: z.number(),
      partitions: z.array(
        z.object({ partition: z.number(), waiting: z.number(), oldestSeconds: z.number().nullable() }),
      ),
    })
    .nullable(),
});
export type PipelineView = z.infer<typeof pipelineShape>;
