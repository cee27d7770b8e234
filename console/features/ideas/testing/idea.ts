import type { IdeaView } from '../queries.ts';

/** An idea as the server tells it, with what a test says of it. */
export const ideaOf = (more: Partial<IdeaView> = {}): IdeaView => ({
  id: 'ide_1',
  boardId: 'ibo_1',
  title: 'Dark mode',
  markdown: '',
  html: '',
  author: { id: 'mem_1', name: 'Maya' },
  status: 'open',
  statusAt: '2026-11-22T10:00:00.000Z',
  quarter: null,
  position: 0,
  mergedInto: null,
  votes: 1,
  votesBefore: 0,
  thanks: 0,
  comments: 0,
  origin: null,
  consent: 'none',
  isDeleted: false,
  createdAt: '2026-11-22T10:00:00.000Z',
  changedAt: '2026-11-22T10:00:00.000Z',
  url: 'https://a.example/community/ideas/ide_1',
  ...more,
});
