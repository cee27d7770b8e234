import type { App } from '#platform/app/index.ts';
import { endThread } from './apart/threads.ts';
import { labellerOf, renewLabeller } from './labeller.ts';
import { hasLabels } from './store.ts';

/**
 * Every process holds the model in use (20 MB), and takes the next when it changes. Where nothing was labelled yet, it is loaded with the first
 * post.
 */
export async function keepModelLive(app: App, signal: AbortSignal): Promise<void> {
  if (await hasLabels(app)) await labellerOf(app);
  const renew = () => renewLabeller(app);
  const off = [app.bus.on('understanding.changed', renew), app.bus.on('bus.resync', renew)];
  const stop = () => {
    off.forEach((one) => one());
    void endThread(app);
  };
  signal.addEventListener('abort', stop, { once: true });
}
