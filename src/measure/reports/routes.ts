import { route, type Route } from '#platform/http/index.ts';
import { authenticate } from '#people/sessions/index.ts';
import { csvOf } from './csv.ts';
import {
  agentsQuery,
  agentsShape,
  backlogQuery,
  backlogShape,
  behindQuery,
  behindShape,
  deflectionQuery,
  deflectionShape,
  exportQuery,
  linkInput,
  linkParams,
  linksShape,
  madeLinkShape,
  overviewQuery,
  overviewShape,
  rankingInput,
  tokenParams,
  waitingQuery,
  wallShape,
} from './schema.ts';
import { readAgents, setRanking } from './service/agents.ts';
import { readBacklog } from './service/backlog.ts';
import { readBehind, readWaitingBehind } from './service/behind.ts';
import { readDeflection } from './service/deflection.ts';
import { isLink, linkOf, listLinks, makeLink, withdrawLink } from './service/links.ts';
import { readOverview } from './service/overview.ts';
import { readWall } from './service/wall.ts';
import { showWall } from './service/wall-streams.ts';

const read = 'figures.read';

export const reportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/reports/overview',
    permission: read,
    summary: 'What came, what was answered and solved, how satisfied people were: a period beside another',
    description:
      'From days that were counted beforehand; what happened is in them within a minute. Shares and middles of fewer than five contacts are not told. Times are seconds, to within half a percent.',
    query: overviewQuery,
    response: overviewShape,
    handler: ({ app, query }) => readOverview(app, query),
  }),
  route({
    method: 'GET',
    url: '/reports/export',
    permission: read,
    summary: 'The same as a file, CSV or JSON',
    query: exportQuery,
    stream: true,
    handler: async ({ app, query, reply }) => {
      const overview = await readOverview(app, query);
      const [isCsv, day] = [query.format === 'csv', overview.period.from.slice(0, 10)];
      await reply
        .header('content-disposition', `attachment; filename="report-${day}.${query.format}"`)
        .type(isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
        .send(isCsv ? csvOf(overview) : JSON.stringify(overview));
    },
  }),
  route({
    method: 'GET',
    url: '/reports/behind',
    permission: 'inbox.read',
    summary: 'The conversations behind a number of a report, newest first',
    description:
      'Those of one person are for whoever may see that person’s figures: managers, and everybody their own.',
    query: behindQuery,
    response: behindShape,
    handler: ({ app, actor, query }) => readBehind(app, actor, query),
  }),
  route({
    method: 'GET',
    url: '/reports/waiting',
    permission: 'inbox.read',
    summary: 'The conversations that wait for an answer now, by age, those that wait the longest first',
    query: waitingQuery,
    response: behindShape,
    handler: ({ app, query }) => readWaitingBehind(app, query),
  }),
  route({
    method: 'GET',
    url: '/reports/backlog',
    permission: read,
    summary: 'What waited for an answer at the end of a period, by age, and its course',
    query: backlogQuery,
    response: backlogShape,
    handler: ({ app, query }) => readBacklog(app, query),
  }),
  route({
    method: 'GET',
    url: '/reports/agents',
    permission: read,
    summary: 'What people did, for coaching: everybody for managers, else only who asks',
    description:
      'By name unless another order is asked for; people who asked for it are left out of other orders. Of fewer than twenty contacts nothing is compared.',
    query: agentsQuery,
    response: agentsShape,
    handler: ({ app, actor, query }) => readAgents(app, actor, query),
  }),
  route({
    method: 'PUT',
    url: '/reports/ranking',
    permission: 'figures.own',
    summary: 'Take part in orders of people by figures, or not: everybody for themselves',
    body: rankingInput,
    handler: ({ app, actor, body }) => setRanking(app, actor, body.isOptedOut),
  }),
  route({
    method: 'GET',
    url: '/reports/deflection',
    permission: read,
    summary: 'What help articles answered so that nobody had to ask',
    query: deflectionQuery,
    response: deflectionShape,
    handler: ({ app, query }) => readDeflection(app, query.days),
  }),
];

export const wallRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/wallboard',
    permission: read,
    summary: 'What the wallboard shows now',
    response: wallShape,
    handler: ({ app }) => readWall(app),
  }),
  route({
    method: 'GET',
    url: '/wallboard/links',
    permission: 'wallboard.manage',
    summary: 'Links that show the wallboard without sign-in',
    response: linksShape,
    handler: async ({ app }) => ({ items: await listLinks(app) }),
  }),
  route({
    method: 'POST',
    url: '/wallboard/links',
    permission: 'wallboard.manage',
    summary: 'Make such a link; it is told only this once',
    body: linkInput,
    response: madeLinkShape,
    status: 201,
    handler: ({ app, actor, body }) => makeLink(app, actor, body.name),
  }),
  route({
    method: 'DELETE',
    url: '/wallboard/links/:id',
    permission: 'wallboard.manage',
    summary: 'Withdraw a link: screens that show it go dark at once',
    params: linkParams,
    handler: ({ app, actor, params }) => withdrawLink(app, actor, params.id),
  }),
];

/** Streams of the wallboard; they never end by themselves. */
export const wallStreamRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/wallboard/live',
    permission: read,
    summary: 'The same as server-sent events, with each change and every five seconds',
    stream: true,
    perMinute: 120,
    handler: (context) =>
      showWall(context.app, context, context.actor.id, async () => {
        const now = await authenticate(context.app, context.request).catch(() => null);
        return now?.id === context.actor.id;
      }),
  }),
  route({
    method: 'GET',
    url: '/wallboard/shown/:token',
    permission: 'public',
    summary: 'The wallboard for a screen that holds a link, as server-sent events',
    params: tokenParams,
    stream: true,
    perMinute: 60,
    handler: async (context) => {
      const { app, params } = context;
      const id = await linkOf(app, params.token);
      await showWall(app, context, id, () => isLink(app, params.token));
    },
  }),
];
