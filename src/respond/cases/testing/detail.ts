import type { CaseDetail } from '../schema.ts';

type Thread = CaseDetail['threadsOf'][number];
type Post = Thread['posts'][number];

const AT = '2026-11-22T10:00:00.000Z';
const author = {
  id: 'acct_1',
  network: 'bluesky',
  externalId: 'did:plc:1',
  handle: 'ana.example',
  displayName: 'Ana',
  avatarUrl: null,
  profileUrl: null,
};

/** A post for tests, with whatever matters to the test changed. */
export function aPost(change: Partial<Post> = {}): Post {
  return {
    id: 'post_1',
    network: 'bluesky',
    kind: 'post',
    origin: 'bluesky',
    externalId: 'at://1',
    author,
    title: null,
    text: 'Hello',
    html: null,
    langs: [],
    url: null,
    links: [],
    media: [],
    parentExternalId: null,
    rootExternalId: null,
    createdAt: AT,
    receivedAt: AT,
    editedAt: null,
    deletedAt: null,
    isOwn: false,
    topics: [],
    spans: [],
    labels: [],
    ...change,
  } as Post;
}

export function aThread(change: Partial<Thread> = {}): Thread {
  const row = { id: 'conv_1', network: 'bluesky', status: 'open', author } as Thread['row'];
  return { row, hasLeft: false, posts: [], notes: [], replies: [], ...change };
}

export function aDetail(change: Partial<CaseDetail> = {}): CaseDetail {
  return {
    id: 'case_1',
    number: 1042,
    title: 'Fire',
    hasOwnTitle: true,
    status: 'open',
    type: { id: 'ctype_1', name: 'General' },
    customer: { accountId: 'acct_1', name: 'Ana', avatarUrl: null },
    excerpt: 'Hello',
    networks: ['bluesky'],
    labels: [],
    assignees: [],
    threads: 1,
    lastAt: AT,
    createdAt: AT,
    waitingSince: null,
    solvedAt: null,
    closedAt: null,
    version: 1,
    fields: [],
    values: {},
    missing: [],
    threadsOf: [],
    said: [],
    notes: [],
    files: [],
    checks: [],
    times: [],
    minutes: 0,
    measuredSeconds: 0,
    links: [],
    linkedCount: 0,
    merged: [],
    followers: [],
    isFollowed: false,
    waves: [],
    history: [],
    ...change,
  };
}
