import type { Envelope } from '#connectors/kit/index.ts';

/** Somebody knows what speaks against his reply and sends it nevertheless. */
export interface ReplyOverride {
  code: string;
  reason: string;
}

export interface ReplyWish {
  text: string;
  postId: string;
  accountId: string;
  idempotencyKey: string;
  sendAt?: Date | undefined;
  thenStatus: 'open' | 'waiting' | 'done';
  isConfirmed: boolean;
  /** It leaves when this schedule hands it over. */
  scheduleId?: string | undefined;
  /** Double braces in the text are meant: they are no variables that were left open. */
  areGapsMeant?: boolean | undefined;
  envelope?: Envelope | undefined;
  fileIds?: readonly string[] | undefined;
  /** Objections that somebody with the right to do so sets aside. */
  overrides?: readonly ReplyOverride[] | undefined;
  /** The program says it by itself, for this reason (“out of hours, by rule ‘Night’”). It answers nobody: the conversation stays as it is, and no approval is asked for. */
  automatic?: { because: string } | undefined;
  /** The author asks somebody to look at it first, and may offer other words for the same. */
  approval?: { alternatives: readonly string[]; note: string | null } | undefined;
}
