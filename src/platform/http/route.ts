import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';

type Shape = z.ZodType;
type Out<S> = S extends Shape ? z.output<S> : undefined;

export interface RouteContext<P, Q, B> {
  app: App;
  /** Who asks. On `public` routes an anonymous viewer without permissions. */
  actor: Actor;
  params: P;
  query: Q;
  body: B;
  request: FastifyRequest;
  reply: FastifyReply;
}

interface RouteSpec<P, Q, B, R> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, with `:params`. */
  url: string;
  /** A declared permission, `signed-in` for everybody with an account (personal tokens only read there), or `public`. */
  permission: string;
  /** One line for the API's page. */
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  body?: B;
  /** Shape of the answer; absent for 204 and for `stream`. */
  response?: R;
  status?: number;
  /** Requests per minute and address; 600 unless told. */
  perMinute?: number;
  /** Bytes of body accepted; 1 MiB unless told. */
  bodyLimit?: number;
  /** The handler writes to the reply itself (server-sent events, files). */
  stream?: boolean;
  /** Uploads: the body arrives as a stream in `request.raw`. */
  rawBody?: boolean;
  handler(context: RouteContext<Out<P>, Out<Q>, Out<B>>): Promise<R extends Shape ? z.input<R> : void>;
}

/** A route as the server sees it. */
export type Route = Omit<RouteSpec<Shape, Shape, Shape, Shape>, 'handler'> & {
  handler(context: RouteContext<unknown, unknown, unknown>): Promise<unknown>;
};

/** Declares a route: shapes in, shape out, permission. The types of the handler follow from the shapes. */
export function route<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  R extends Shape | undefined = undefined,
>(spec: RouteSpec<P, Q, B, R>): Route {
  return spec as unknown as Route;
}

/** A page of at most `limit` rows from `limit + 1` rows read, with the cursor of the last one shown. */
export function page<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): { items: T[]; nextCursor?: string } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, nextCursor: cursorOf(last) } : { items };
}
