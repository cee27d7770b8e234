import { z } from 'zod';
import { pageOf, route } from '#platform/http/index.ts';
import { postShape } from '#listen/posts/index.ts';
import { readBehind } from './behind.ts';
import { readOverview } from './overview.ts';
import {
  behindQuery,
  emergingShape,
  listName,
  listQuery,
  overviewQuery,
  overviewShape,
  shareQuery,
  shareShape,
  topShape,
} from './schema.ts';
import { readShare } from './share.ts';
import { readEmerging, readTop } from './tops.ts';

const read = 'trends.read';

export const trendRoutes = [
  route({
    method: 'GET',
    url: '/trends/overview',
    permission: read,
    summary: 'Volume, sentiment, reach and breakdowns of a topic or the brand, with another period',
    query: overviewQuery,
    response: overviewShape,
    handler: ({ app, query }) => readOverview(app, query),
  }),
  route({
    method: 'GET',
    url: '/trends/share',
    permission: read,
    summary: 'Share of voice between topics',
    query: shareQuery,
    response: shareShape,
    handler: ({ app, query }) => readShare(app, query),
  }),
  route({
    method: 'GET',
    url: '/trends/top/:list',
    permission: read,
    summary: 'The most frequent authors, sites, links, tags or words',
    params: z.object({ list: listName }),
    query: listQuery,
    response: topShape,
    handler: ({ app, params, query }) => readTop(app, params.list, query),
  }),
  route({
    method: 'GET',
    url: '/trends/emerging',
    permission: read,
    summary: 'Words that are used more often than in the 28 days before',
    query: listQuery,
    response: emergingShape,
    handler: ({ app, query }) => readEmerging(app, query),
  }),
  route({
    method: 'GET',
    url: '/trends/posts',
    permission: read,
    summary: 'The posts behind a number, newest first',
    query: behindQuery,
    response: pageOf(postShape),
    handler: ({ app, query }) => readBehind(app, query),
  }),
];
