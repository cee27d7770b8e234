import type { z } from 'zod';
import type { preview, queryProblem, topicInput, validation } from '#listen/topics/schema.ts';

export type TopicPreview = z.infer<typeof preview>;
export type QueryProblem = z.infer<typeof queryProblem>;
export type Validation = z.infer<typeof validation>;
/** What the editor holds and the server takes. */
export type TopicDraft = z.output<typeof topicInput>;
export type TopicKind = TopicDraft['kind'];
