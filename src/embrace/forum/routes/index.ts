import type { Route } from '#platform/http/index.ts';
import { groupRoutes } from '../groups/routes.ts';
import { pollRoutes } from '../polls/routes.ts';
import { statisticsRoute } from '../statistics/route.ts';
import { categories } from './categories.ts';
import { reading } from './reading.ts';
import { writing } from './writing.ts';
import { moderating } from './moderating.ts';
import { moving } from './moving.ts';
import { posts } from './posts.ts';

export const forumRoutes: readonly Route[] = [
  ...categories,
  ...groupRoutes,
  ...pollRoutes,
  ...reading,
  ...writing,
  ...moderating,
  ...moving,
  ...posts,
  statisticsRoute,
];
