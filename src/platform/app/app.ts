import type { Bus } from '#platform/bus/index.ts';
import type { Clock } from '#platform/clock/index.ts';
import type { Config } from '#platform/config/index.ts';
import type { Db } from '#platform/db/index.ts';
import type { Jobs } from '#platform/jobs/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Outward } from '#platform/outward/index.ts';
import type { Secrets } from '#platform/secrets/index.ts';

/** Staff roles, strongest first. */
export const ROLES = ['owner', 'admin', 'manager', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** The platform in one hand. Use cases are functions `(app, actor, input)`. */
export interface App {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly db: Db;
  readonly bus: Bus;
  readonly jobs: Jobs;
  readonly outward: Outward;
  readonly secrets: Secrets;
  /** Hands in what somebody else asks for by `port`; the last one counts. */
  provide<T>(port: Port<T>, value: T): void;
  /** What was provided. Throws when nothing was: a wiring mistake. */
  use<T>(port: Port<T>): T;
  /** What was provided, or undefined: for ports that a later stage may leave empty. */
  find<T>(port: Port<T>): T | undefined;
}

/** A named place for something made at start-up: connectors, the matcher, or an answer that a later stage gives. */
export interface Port<T> {
  readonly name: string;
  readonly type?: T;
}

export function definePort<T>(name: string): Port<T> {
  return { name };
}

/** Who is doing something. The system acts with all rights and is named in the audit log as such. */
export interface Actor {
  kind: 'user' | 'token' | 'system' | 'rule' | 'member';
  /** `user_…`, `system`, or the id of the rule that decided. */
  id: string;
  name: string;
  role: Role;
  permissions: ReadonlySet<string>;
  /** Where the request came from, for the audit log. */
  address?: string;
  sessionId?: string;
}

export const systemActor: Actor = {
  kind: 'system',
  id: 'system',
  name: 'Rapport',
  role: 'owner',
  permissions: new Set(['*']),
};

export function createApp(parts: Omit<App, 'provide' | 'use' | 'find'>): App {
  const provided = new Map<string, unknown>();
  return {
    ...parts,
    provide: (port, value) => void provided.set(port.name, value),
    find: <T>(port: Port<T>) => provided.get(port.name) as T | undefined,
    use<T>(port: Port<T>): T {
      if (!provided.has(port.name)) throw new Error(`nothing provides ${port.name}`);
      return provided.get(port.name) as T;
    },
  };
}
