/** A feed as it was understood, whatever format it came in. Absent or unreadable values are null, never guessed. */
export interface ParsedFeed {
  feed: FeedInfo;
  entries: FeedEntry[];
  /** What was mended or left out, in the order it was noticed. */
  warnings: FeedWarning[];
}

export interface FeedWarning {
  /** Stable, for example `encoding.mislabelled`. */
  code: string;
  message: string;
}

export interface FeedInfo {
  /** Plain text. */
  title: string | null;
  /** Address of the site. */
  url: string | null;
  /** Address of the feed as it names itself, or where it was read. */
  feedUrl: string | null;
  /** Plain text. */
  description: string | null;
  /** BCP 47 tag as declared. */
  language: string | null;
  /** ISO 8601 in UTC, as all dates here. */
  updated: string | null;
  author: string | null;
  authors: FeedPerson[];
  image: string | null;
  format: 'rss' | 'rdf' | 'atom' | 'json';
  /** As the feed says: `0.91`, `2.0`, `1.1`; null when it does not. */
  version: string | null;
  generator: string | null;
  /** WebSub hub. */
  hub: string | null;
  rights: string | null;
  categories: string[];
  /** Address the publisher wants to be read at from now on (`itunes:new-feed-url`). */
  newFeedUrl: string | null;
  rhythm: FeedRhythm;
}

/** What the publisher says about how often to ask. */
export interface FeedRhythm {
  /** Minutes, `ttl`. */
  ttl: number | null;
  /** Seconds between updates by `sy:updatePeriod` and `sy:updateFrequency`. */
  updateSeconds: number | null;
  /** Hours of the day in UTC, 0–23, in which nothing is published. */
  skipHours: number[];
  /** Lower-case English weekdays. */
  skipDays: string[];
  /** No entry will ever be added (JSON Feed `expired`, `itunes:complete`). */
  isFinished: boolean;
}

export interface FeedPerson {
  name: string | null;
  email: string | null;
  url: string | null;
}

export interface FeedEnclosure {
  url: string;
  type: string | null;
  /** Bytes. */
  length: number | null;
  /** Seconds. */
  duration?: number;
  title?: string;
}

export interface FeedEntry {
  /** The feed's own id, or one derived from the link or the content when there is none. */
  id: string;
  /** True when the feed gave no id. */
  isIdDerived: boolean;
  url: string | null;
  /** Plain text. */
  title: string | null;
  /** Names of the authors, or mail addresses where there is no name, joined with ", ". */
  author: string | null;
  authors: FeedPerson[];
  published: string | null;
  /** Null when the feed tells only when the entry was published. */
  updated: string | null;
  /** Sanitised HTML with absolute links. For RSS without `content:encoded` the description, which then is the item's body. */
  content: string | null;
  /** The synopsis: plain text, or sanitised HTML when `summaryType` is `html`. */
  summary: string | null;
  summaryType: 'text' | 'html' | null;
  enclosures: FeedEnclosure[];
  /** A still that stands for the entry. */
  image: string | null;
  categories: string[];
  language: string | null;
  /** Page with the comments. */
  commentsUrl: string | null;
  /** Feed of the comments. */
  commentsFeedUrl: string | null;
  /** Id or address of the entry that this one answers. */
  inReplyTo: string | null;
  rights: string | null;
  /** The feed that this entry was taken over from. */
  source: { title: string | null; url: string | null } | null;
}
