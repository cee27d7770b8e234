export interface DocumentAccount {
  readonly handle?: string | undefined;
  readonly externalId?: string | undefined;
}

/** What a query is asked about: a post, stored or passing by. What it lacks matches no field that asks for it. */
export interface QueryDocument {
  readonly text: string;
  readonly title?: string | undefined;
  /** Text of the post that is quoted. */
  readonly quote?: string | undefined;
  /** Text of the post that is answered. */
  readonly parent?: string | undefined;
  /** What the author says of himself. */
  readonly bio?: string | undefined;
  /** BCP 47 tags. */
  readonly langs?: readonly string[] | undefined;
  readonly author?: DocumentAccount | undefined;
  readonly replyTo?: DocumentAccount | undefined;
  /** Handles or account ids. */
  readonly mentions?: readonly string[] | undefined;
  /** Hashtags beside those in the text, without #. */
  readonly tags?: readonly string[] | undefined;
  /** URLs beside those in the text. */
  readonly links?: readonly string[] | undefined;
  /** Names of the source and of its network: `source:` finds both. */
  readonly source?: string | undefined;
  readonly network?: string | undefined;
  /** Where the post stands. */
  readonly url?: string | undefined;
  /** Id of the thread it belongs to (its own id where it begins one), and where the thread stands. */
  readonly thread?: string | undefined;
  readonly threadUrl?: string | undefined;
  readonly createdAt?: Date | undefined;
  /** Moment that `now`, `today` and `-7d` count from; without it, when the question is asked. */
  readonly askedAt?: Date | undefined;
  readonly kind?: string | undefined;
  readonly isRepost?: boolean | undefined;
  /** Written by the company itself. */
  readonly isOwn?: boolean | undefined;
  readonly hasMedia?: boolean | undefined;
  readonly followers?: number | undefined;
  readonly likes?: number | undefined;
  readonly rating?: number | undefined;
  /** Two-letter code or name. */
  readonly country?: string | undefined;
  /** Name or code of a state, province or county. */
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  /** Degrees, north and east positive; both or neither. */
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  /** `positive`, `neutral`, `negative` or `mixed`. */
  readonly sentiment?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  /** Names of the segments that its author is in. */
  readonly segments?: readonly string[] | undefined;
  /** State of the case it belongs to, `none` without one. */
  readonly caseState?: 'none' | 'open' | 'done' | undefined;
}
