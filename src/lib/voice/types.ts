/** Where a rule counts: channels such as `bluesky`, languages such as `de`. Empty: everywhere. */
export interface Scope {
  readonly channels: readonly string[];
  readonly languages: readonly string[];
}

/** Words that are better said otherwise. `words*` also finds what begins with it. */
export interface AvoidRule extends Scope {
  readonly id: string;
  readonly words: readonly string[];
  /** What to write in their place; null where there is no such thing, empty where they are simply left out. */
  readonly instead: string | null;
  readonly reason: string;
}

/** What must not, or must, be said where a condition holds. */
export interface SayRule extends Scope {
  readonly id: string;
  /** Any one of them counts. */
  readonly words: readonly string[];
  readonly reason: string;
}

/** What makes a reply promotional. */
export interface Promotional {
  readonly words: readonly string[];
  /** `shop.example/sale`: hosts, with or without the beginning of a path; subdomains count. */
  readonly links: readonly string[];
  /** Values of `utm_campaign` in links, and tags such as `#blackfriday`. */
  readonly campaigns: readonly string[];
}

/** How a reply is built. Of several forms the one that names channel and language counts, then the channel, then the language. */
export interface FormRule extends Scope {
  readonly id: string;
  /** Least reading ease, 0 (hard) to 100 (easy); null where it does not matter. */
  readonly leastEase: number | null;
  readonly mostSentenceWords: number | null;
  readonly mostCharacters: number | null;
  readonly leastCharacters: number | null;
  /** Any one begins the reply. `{name}` stands for the customer's name. */
  readonly greetings: readonly string[];
  /** Any one ends the reply. `{agent}` and `{initials}` stand for who writes. */
  readonly signOffs: readonly string[];
  readonly mostExclamations: number | null;
  readonly allowsCapitals: boolean;
  readonly allowsEmoji: boolean;
}

/** What of a guide counts for one reply: rules whose conditions hold already. */
export interface ActiveGuide {
  readonly channel: string;
  /** Of the conversation; null where nobody knows. */
  readonly language: string | null;
  readonly avoid: readonly AvoidRule[];
  readonly never: readonly SayRule[];
  readonly must: readonly SayRule[];
  readonly promotional: Promotional;
  readonly forms: readonly FormRule[];
  /** Why promotion is out of place here; null where it is not. */
  readonly noPromotion: string | null;
  readonly names: { readonly customer: string | null; readonly agent: string | null };
}

export type FindingKind =
  | 'never'
  | 'promotion'
  | 'must'
  | 'avoid'
  | 'greeting'
  | 'sign-off'
  | 'reading'
  | 'sentence'
  | 'long'
  | 'short'
  | 'exclamations'
  | 'capitals'
  | 'emoji'
  | 'gap';

/** Something the guide says about a text. Positions in UTF-16 units. */
export interface Finding {
  readonly kind: FindingKind;
  /** Of the rule; null where none stands behind it. */
  readonly ruleId: string | null;
  /** `stop`: the reply does not leave so. `warn`: something is missing or wrong. `hint`: could be better. */
  readonly level: 'stop' | 'warn' | 'hint';
  /** The words it is about; null where it is about the whole. */
  readonly span: { readonly start: number; readonly end: number } | null;
  /** One sentence. */
  readonly text: string;
  /** Puts `text` in the place of `start` to `end`; null where somebody has to think. */
  readonly fix: { readonly start: number; readonly end: number; readonly text: string } | null;
}

export interface Checked {
  /** In the order of the text; what is about the whole last. */
  readonly findings: readonly Finding[];
  /** The language that was checked in. */
  readonly language: string | null;
  /** Null where the text is too short or no formula is known for the language. */
  readonly ease: number | null;
  readonly words: number;
  readonly characters: number;
}
