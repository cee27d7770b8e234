import type { z } from 'zod';
import type {
  logLine,
  receiverInput,
  receiverShape,
  savedReceiver,
  trialShape,
} from '#listen/receivers/schema.ts';

export type Receiver = z.infer<typeof receiverShape>;
export type ReceiverWish = z.input<typeof receiverInput>;
export type SavedReceiver = z.infer<typeof savedReceiver>;
export type LogLine = z.infer<typeof logLine>;
export type Trial = z.infer<typeof trialShape>;
export type FieldName = keyof ReceiverWish['mapping']['fields'];
