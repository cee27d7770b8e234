import { z } from 'zod';
import { route, type Route, type RouteContext } from '#platform/http/index.ts';
import { answersFor, noteAnswered } from './answers.ts';
import { listen } from './live.ts';
import { readRoom, say } from './messages.ts';
import { leaveMessage } from './offline.ts';
import {
  answersQuery,
  answersShape,
  chatFile,
  chatMessage,
  helpedInput,
  leaveInput,
  mailInput,
  mailView,
  messageInput,
  messagesQuery,
  messagesView,
  offlineInput,
  publicWidget,
  ratingInput,
  readInput,
  typingInput,
  visitInput,
  visitView,
  widgetId,
} from './schema.ts';
import { takeFile } from './uploads.ts';
import {
  beginVisit,
  finishVisit,
  goOnByMail,
  leaveVisit,
  noteRead,
  rateVisit,
  tellConsole,
  type Visiting,
  visitOf,
} from './visits.ts';
import { readPublic } from './widgets.ts';

const of = z.object({ widget: widgetId });
const nothing = z.object({});
const BODY = 64 * 1024;

/** Who is let in by the token of his visit. */
const visiting = ({
  app,
  params,
  request,
}: Pick<
  RouteContext<{ widget: string }, unknown, unknown>,
  'app' | 'params' | 'request'
>): Promise<Visiting> => visitOf(app, params.widget, request.headers.authorization);

/** What a visitor's browser asks. No cookie is read: whoever has the token of a visit is in it. */
export const visitorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/chat/:widget',
    permission: 'public',
    summary: 'What a chat looks like, asks and offers',
    params: of,
    query: z.object({ language: z.string().max(35).default('en') }),
    response: publicWidget,
    handler: ({ app, params, query }) => readPublic(app, params.widget, query.language),
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/visits',
    permission: 'public',
    summary: 'Begin a visit, or go on with it',
    description: 'The token of the answer goes into `Authorization: Bearer …` of the other requests.',
    params: of,
    body: visitInput,
    bodyLimit: BODY,
    perMinute: 60,
    response: visitView,
    handler: ({ app, params, body }) => beginVisit(app, params.widget, body),
  }),
  route({
    method: 'GET',
    url: '/chat/:widget/messages',
    permission: 'public',
    summary: 'Messages of the visit after a number',
    params: of,
    query: messagesQuery,
    response: messagesView,
    handler: async (context) => readRoom(context.app, await visiting(context), context.query.after),
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/messages',
    permission: 'public',
    summary: 'Say something; a 2xx means that it is stored',
    description: 'The same `clientId` again answers the same message and changes nothing.',
    params: of,
    body: messageInput,
    bodyLimit: BODY,
    perMinute: 120,
    response: z.object({ message: chatMessage }),
    handler: async (context) => ({
      message: await say(context.app, await visiting(context), context.body),
    }),
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/files',
    permission: 'public',
    summary: 'Upload a file, to be sent with a message within a day',
    description: 'Multipart with a part `file`. Photos lose position, camera and names.',
    params: of,
    rawBody: true,
    bodyLimit: 64 * 1024 ** 2,
    perMinute: 30,
    status: 201,
    response: chatFile,
    handler: async (context) =>
      takeFile(context.app, await visiting(context), {
        contentType: context.request.headers['content-type'] ?? '',
        body: context.request.raw,
      }),
  }),
  route({
    method: 'GET',
    url: '/chat/:widget/live',
    permission: 'public',
    summary: 'What happens in the chat, as server-sent events',
    params: of,
    query: messagesQuery,
    perMinute: 60,
    stream: true,
    handler: async (context) => {
      const { app, query, request, reply } = context;
      const visitor = await visiting(context);
      // HEAD asks for the headers only.
      if (request.method === 'HEAD') return void reply.send();
      const seen = Number(request.headers['last-event-id'] ?? 0);
      listen(app, visitor, reply, Math.max(query.after, Number.isSafeInteger(seen) ? seen : 0));
    },
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/typing',
    permission: 'public',
    summary: 'Say whether the visitor is typing; what he types stays with him',
    params: of,
    body: typingInput,
    bodyLimit: BODY,
    perMinute: 120,
    response: nothing,
    handler: async (context) => {
      const { visit } = await visiting(context);
      await tellConsole(context.app, visit, context.body.isTyping);
      return {};
    },
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/read',
    permission: 'public',
    summary: 'Say up to which message the visitor has read',
    params: of,
    body: readInput,
    bodyLimit: BODY,
    perMinute: 120,
    response: nothing,
    handler: async (context) => {
      await noteRead(context.app, (await visiting(context)).visit, context.body.seq);
      return {};
    },
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/leave',
    permission: 'public',
    summary: 'Say that the last tab was closed',
    params: of,
    body: leaveInput,
    bodyLimit: BODY,
    response: nothing,
    handler: async ({ app, params, body }) => {
      await leaveVisit(app, params.widget, typeof body === 'string' ? tokenIn(body) : body.token);
      return {};
    },
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/mail',
    permission: 'public',
    summary: 'Say where messages go once the visitor has left',
    params: of,
    body: mailInput,
    bodyLimit: BODY,
    perMinute: 20,
    response: mailView,
    handler: async (context) => goOnByMail(context.app, await visiting(context), context.body.address),
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/rating',
    permission: 'public',
    summary: 'Rate the chat',
    params: of,
    body: ratingInput,
    bodyLimit: BODY,
    perMinute: 20,
    response: nothing,
    handler: async (context) => {
      await rateVisit(context.app, (await visiting(context)).visit, context.body);
      return {};
    },
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/end',
    permission: 'public',
    summary: 'End the chat; what was said stays readable with its token',
    params: of,
    response: nothing,
    handler: async (context) => {
      await finishVisit(context.app, (await visiting(context)).visit);
      return {};
    },
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/offline',
    permission: 'public',
    summary: 'Leave a message that is answered by mail; a 2xx means that it is stored',
    params: of,
    body: offlineInput,
    bodyLimit: BODY,
    perMinute: 10,
    response: nothing,
    handler: async ({ app, params, body }) => {
      await leaveMessage(app, params.widget, body);
      return {};
    },
  }),
  route({
    method: 'GET',
    url: '/chat/:widget/answers',
    permission: 'public',
    summary: 'Public articles for a question, before a chat begins',
    params: of,
    query: answersQuery,
    perMinute: 60,
    response: answersShape,
    handler: ({ app, params, query }) => answersFor(app, params.widget, query),
  }),
  route({
    method: 'POST',
    url: '/chat/:widget/answers/:id/helped',
    permission: 'public',
    summary: 'Say that an article answered the question',
    params: of.extend({ id: z.string().max(64) }),
    body: helpedInput,
    bodyLimit: BODY,
    perMinute: 20,
    response: nothing,
    handler: async ({ app, params, body }) => {
      await noteAnswered(app, params.widget, params.id, body.language);
      return {};
    },
  }),
];

/** A beacon brings its JSON as text. */
function tokenIn(text: string): string {
  try {
    const read = z.object({ token: z.string() }).safeParse(JSON.parse(text));
    return read.success ? read.data.token : '';
  } catch {
    return '';
  }
}
