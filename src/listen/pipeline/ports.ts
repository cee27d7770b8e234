import { definePort } from '#platform/app/index.ts';
import type { MessageStream } from '#platform/stream/index.ts';

/** The stream between readers and matchers; provided where `NATS_URL` is set. */
export const streamPort = definePort<MessageStream>('pipeline.stream');
