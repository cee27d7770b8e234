import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { httpErrors, type HttpServer } from '#platform/http/index.ts';

/** `/healthz` (the process lives), `/readyz` (the database answers), `/metrics` (Prometheus). */
export function addProbes(app: App, server: HttpServer): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    try {
      await app.db.query('select 1');
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' });
    }
  });
  server.get('/metrics', async (request, reply) => {
    if (!mayRead(app, request)) throw httpErrors('http.not_signed_in');
    const { renderFigures } = await import('./figures.ts');
    return reply.type('text/plain; version=0.0.4').send(await renderFigures(app));
  });
}

/** With METRICS_TOKEN whoever has it, from anywhere; without one only this machine. */
function mayRead(app: App, { headers, ip }: FastifyRequest): boolean {
  const token = app.config.metricsToken;
  // Behind a proxy on this machine that TRUSTED_PROXIES does not count, everybody seems to be here.
  const isForwarded =
    app.config.trustedProxies === 0 && Boolean(headers['x-forwarded-for'] ?? headers.forwarded);
  if (!token) return !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(ip);
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
