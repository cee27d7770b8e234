import type { z } from 'zod';
import type {
  conversion,
  conversionInput,
  difference,
  expected,
  importResult,
  preview,
  queryProblem,
  topicDetail,
  topicExample,
  topicInput,
  validation,
} from '#listen/topics/schema.ts';

export type TopicDetail = z.infer<typeof topicDetail>;
export type TopicExample = z.infer<typeof topicExample>;
export type TopicPreview = z.infer<typeof preview>;
export type TopicDifference = z.infer<typeof difference>;
export type Expected = z.infer<typeof expected>;
export type ImportResult = z.infer<typeof importResult>;
export type QueryProblem = z.infer<typeof queryProblem>;
export type Validation = z.infer<typeof validation>;
export type ExampleResult = Validation['examples'][number];
/** What the editor holds and the server takes. */
export type TopicDraft = Omit<z.output<typeof topicInput>, 'acceptFailing'>;
export type TopicKind = TopicDraft['kind'];
export type Conversion = z.infer<typeof conversion>;
export type Dialect = z.infer<typeof conversionInput>['dialect'];
