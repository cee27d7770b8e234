import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/** Describes the API from the same shapes that check it: `GET openapi.json`. */
export async function addOpenApi(api: FastifyInstance): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rapport',
        version: '1',
        description:
          'Everything the console does. Errors have one shape: {error: {code, message, params, requestId}}. Lists take cursor and limit.',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A personal token from Settings › Tokens.' },
          session: { type: 'apiKey', in: 'cookie', name: '__Host-rapport.session_token' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  api.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('access-control-allow-origin', '*');
    return api.swagger();
  });
}
