import type { JobHandler } from '#platform/jobs/index.ts';
import type { Route } from '#platform/http/index.ts';
import type { App, Role } from '#platform/app/index.ts';

/** Work that runs as long as the process does. Resolves when it has started; stops when `signal` is aborted. */
export interface Service {
  name: string;
  /** `serve` answers HTTP, `listen` reads sources, `match` takes posts from the stream, `work` runs jobs and the outbox; `rapport serve` does all. `every` is for all processes. */
  role: 'serve' | 'listen' | 'match' | 'work' | 'every';
  start(app: App, signal: AbortSignal): Promise<Running | void>;
}

export interface Running {
  /** Resolves when everything under way has been finished or put down safely. */
  stopped(): Promise<void>;
}

/** The manifest of one feature: one line in `main/features.ts` registers all of it. */
export interface Feature {
  /** `listen/topics` */
  name: string;
  migrations?: URL;
  /** Permission → the roles that hold it. A route may only name permissions declared by some feature. */
  permissions?: Readonly<Record<string, readonly Role[]>>;
  routes?: readonly Route[];
  jobs?: (app: App) => Readonly<Record<string, JobHandler>>;
  /** Crontab lines `* * * * * job.name`. */
  crontab?: readonly string[];
  services?: readonly Service[];
  /** Event subscriptions inside the feature; those between features live in `main/wiring.ts`. */
  subscribe?: (app: App) => void;
}
