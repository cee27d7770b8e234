import type { z } from 'zod';
import type { LabelView, mediaShape, PostView, spanShape } from '#listen/posts/schema.ts';
import type { BrandView, brandAccountShape } from '#people/brand/schema.ts';
import type { CopiesView, DuplicatesView, TalksView, TalkView } from '#listen/clusters/schema.ts';
import type { SourceView } from '#listen/sources/schema.ts';
import type { TopicView } from '#listen/topics/schema.ts';
import type { correctionResult, PostExplanation } from '#listen/understanding/schema.ts';
import type {
  activityShape,
  changeResult,
  conversationChange,
  conversationDetail,
  ConversationRow,
  factorShape,
  inboxCounts,
  noteShape,
  savedView,
} from '#respond/inbox/schema.ts';
import type { HeldItem, SuspensionsView, SuspensionView } from '#platform/outbox/schema.ts';
import type { preflightResult, replyState, ReplyView } from '#respond/replies/schema.ts';

export type {
  BrandView,
  ConversationRow,
  LabelView,
  PostExplanation,
  PostView,
  ReplyView,
  SourceView,
  TopicView,
};
export type LabelChange = z.infer<typeof correctionResult>;
export type ExplainedLabel = PostExplanation['labels'][number];
export type { CopiesView, DuplicatesView, TalksView, TalkView };
export type Media = z.infer<typeof mediaShape>;
export type Span = z.infer<typeof spanShape>;
export type BrandAccount = z.infer<typeof brandAccountShape>;
export type Factor = z.infer<typeof factorShape>;
export type Note = z.infer<typeof noteShape>;
export type Activity = z.infer<typeof activityShape>;
export type ConversationDetail = z.infer<typeof conversationDetail>;
export type ConversationChange = z.infer<typeof conversationChange>;
export type ChangeResult = z.infer<typeof changeResult>;
export type ConversationStatus = ConversationRow['status'];
export type InboxCounts = z.infer<typeof inboxCounts>;
export type SavedView = z.infer<typeof savedView>;
export type Preflight = z.infer<typeof preflightResult>;
/** The switch that holds everything outgoing. */
export type Suspension = SuspensionView;
export type Suspensions = SuspensionsView;
export type Held = HeldItem;
export type ReplyState = z.infer<typeof replyState>;

export type Role = 'owner' | 'admin' | 'manager' | 'agent' | 'viewer';

export interface SessionUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  avatarUrl: string | null;
  hasPassword: boolean;
  hasTotp: boolean;
  passkeys: number;
  permissions: string[];
}

export interface Session {
  user: SessionUser | null;
  setup: { needsOwner: boolean; brandDone: boolean };
  /** Whether the server can send mail. */
  mail: boolean;
  version: string;
}

export interface StaffMember {
  id: string;
  name: string;
  email: string;
  role: Role;
  state: 'active' | 'disabled';
  hasTotp: boolean;
  lastSeenAt: string | null;
  createdAt: string;
}

export interface Notice {
  id: string;
  level: 'info' | 'warning' | 'error';
  title: string;
  text: string;
  link: string | null;
  at: string;
  readAt: string | null;
}

export interface SourcesHealth {
  worst: SourceView['health'] | null;
  problems: { sourceId: string; name: string; health: SourceView['health']; problem: string | null }[];
  seenPerMinute: number;
  keptPerMinute: number;
  lagSeconds: number | null;
}
