import type { ConversationRow } from '../../api/types.ts';

/** A row for tests, with whatever matters to the test changed. */
export function aRow(change: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id: 'conv_1',
    network: 'bluesky',
    isPrivate: false,
    status: 'open',
    snoozedUntil: null,
    snoozeReason: null,
    priority: 10,
    factors: [],
    author: {
      id: 'acct_1',
      network: 'bluesky',
      externalId: 'did:plc:1',
      handle: 'kim.example',
      displayName: 'Kim',
      avatarUrl: null,
      profileUrl: null,
    },
    excerpt: 'Hello?',
    title: null,
    hasMedia: false,
    postCount: 1,
    lastPostAt: '2026-03-10T10:00:00Z',
    waitingSince: '2026-03-10T10:00:00Z',
    isUnread: false,
    isGone: false,
    assignee: null,
    team: null,
    labels: [],
    understood: [],
    topics: [],
    case: null,
    promise: null,
    flood: null,
    outgoing: 'none',
    version: 1,
    ...change,
  };
}
