/**
 * What every connector turns its network's payloads into. A connector's `parse` takes `unknown` and gives one of
 * these or a named refusal; nothing behind it ever sees a network's own shapes.
 */

export type PostKind = 'post' | 'reply' | 'quote' | 'article' | 'review' | 'comment' | 'message';

export interface InboundAuthor {
  /** Stable id on the network: a DID, an ActivityPub id, a feed's author name. */
  externalId: string;
  /** Without the leading @; absent when the network did not send it and it has yet to be resolved. */
  handle?: string;
  displayName?: string;
  avatarUrl?: string;
  profileUrl?: string;
  followers?: number;
  /** Where he says he is, as written in his profile. */
  location?: string;
}

export interface InboundMedia {
  kind: 'image' | 'video' | 'audio' | 'file';
  url?: string;
  /** A still to show before the media itself is opened. */
  thumbUrl?: string;
  alt?: string;
  mimeType?: string;
  /** Bytes. */
  size?: number;
  /** Seconds. */
  duration?: number;
  /** A file of `platform/files`, for what came with the post itself and has no address: mail, chat. */
  fileId?: string;
  /** Name of the file as its sender wrote it. */
  name?: string;
}

export interface InboundRemark {
  /**
   * `automatic`: a machine wrote it, and no machine may answer; `answering-machine`: it answers us by itself, so nobody waits for an answer;
   * `list`: it came through a list; `checked`, `unchecked`, `forged`: whether the sender is who he says; `cut`: something was left out;
   * `request`: we have not agreed to talk with the sender, an answer does; `quoted`: what somebody else said goes along;
   * `reaction`: how somebody took it, without a word.
   */
  kind:
    | 'automatic'
    | 'answering-machine'
    | 'list'
    | 'checked'
    | 'unchecked'
    | 'forged'
    | 'cut'
    | 'request'
    | 'quoted'
    | 'reaction';
  /** One sentence. */
  text: string;
}

export interface InboundPost {
  type: 'post';
  /** Namespace of `externalId`: the network's name, or `feed:<feed url>` where ids are only unique in one feed. */
  origin: string;
  externalId: string;
  /**
   * Orders the states of one post: a later version replaces an earlier one, an equal or earlier one is ignored.
   * Microseconds since 1970 of the change on networks that tell it.
   */
  version: number;
  network: string;
  kind: PostKind;
  author: InboundAuthor;
  title?: string;
  /** Plain text as its author wrote it. */
  text: string;
  /** Sanitised HTML, only where the source gives rich text (feeds, mail). */
  html?: string;
  /** BCP 47 tags as declared by the author's client; a hint. */
  langs?: string[];
  /** Where a person can open the post in a browser. */
  url?: string;
  links?: string[];
  /** Without #, as written. */
  tags?: string[];
  /** External ids (preferred) or handles of accounts that the post addresses. */
  mentions?: string[];
  media?: InboundMedia[];
  /** Warnings that the author put on the post, in the network's own words (`graphic-media`). */
  labels?: string[];
  parentExternalId?: string;
  rootExternalId?: string;
  quotedExternalId?: string;
  createdAt: Date;
  /** True when this is a change of a post seen before: stored only if the post is stored, or if it matches now. */
  isEdit?: boolean;
  /** Chosen by chance before it was parsed, to stand for posts that nothing wants. */
  isDrawn?: boolean;
  /**
   * `private`: written to us alone, as mail and chat are. It is always kept and opens a conversation, and no topic has it: it is in no stream,
   * trend, talk, alert or report, and nobody else is shown it as an example. Public unless told.
   */
  visibility?: 'public' | 'private';
  /** Facts of how it came, for the reader: signed by whom, from a machine, through a list. */
  remarks?: InboundRemark[];
  /** Name or handle of the network's reply target id (for example the CID that AT Protocol wants in a reply). */
  revision?: string;
}

export interface InboundDelete {
  type: 'delete';
  origin: string;
  /** A post's external id, or with `scope: 'author'` the author's: every post of the account goes. */
  externalId: string;
  scope?: 'post' | 'author';
  version: number;
}

/** An account changed its handle or name. */
export interface InboundProfile {
  type: 'profile';
  network: string;
  author: InboundAuthor;
}

/** What became of something that we sent: a mail that came back, a complaint about it. */
export interface Delivery {
  /** Of our own post, as the receipt named it. */
  externalId: string;
  state: 'bounced' | 'delayed' | 'complained';
  /** In the words of whoever reports it, cut to 1,000 characters. */
  reason: string;
  /** Whom it did not reach. */
  recipient?: string;
  at: Date;
}

export type InboundItem = InboundPost | InboundDelete | InboundProfile;

/** A payload that is not understood, kept aside with its reason so that it can be replayed. */
export interface Refusal {
  type: 'refusal';
  /** Stable code, for example `bluesky.record_invalid`. */
  code: string;
  reason: string;
  /** The payload as it came, cut to 64 KiB. */
  payload: string;
  /** Whose words it holds, as far as that can be read: the payload goes when the post or its author is deleted. */
  subject?: { origin: string; externalId: string; authorExternalId?: string };
}
