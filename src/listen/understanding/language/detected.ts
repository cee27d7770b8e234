export interface DetectedLanguage {
  /** ISO 639-1 code where there is one; `und` where there are no words to tell it by. */
  readonly code: string;
  /** 0 to 1: how often such an answer is right. */
  readonly confidence: number;
}
