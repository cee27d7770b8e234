import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Whether it has answered. */
export type FirstAnswer = (request: FastifyRequest['raw'], response: FastifyReply['raw']) => boolean;

/**
 * Lets `answer` look at each request of a connection before anything else does: no limit, no header and no log comes before it, so what it sends
 * carries all that an answer has to carry. Requests with a body do not come by here, nor what the program asks itself (`inject`).
 */
export function answerFirst(server: FastifyInstance, answer: FirstAnswer): void {
  const listeners = server.server.listeners('request');
  server.server.removeAllListeners('request');
  server.server.on('request', (request, response) => {
    if (!hasBody(request) && answer(request, response)) return;
    for (const listener of listeners) listener.call(server.server, request, response);
  });
}

const hasBody = ({ headers }: FastifyRequest['raw']): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
