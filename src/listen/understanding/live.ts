import type { App } from '#platform/app/index.ts';
import { endThread } from './apart/threads.ts';
import { labellerOf, renewLabeller } from './labeller.ts';

/** Every process holds the model in use, and takes the next when it changes. */
export async function keepModelLive(app: App, signal: AbortSignal): Promise<void> {
  await labellerOf(app);
  const renew = () => renewLabeller(app);
  const off = [app.bus.on('understanding.changed', renew), app.bus.on('bus.resync', renew)];
  const stop = () => {
    off.forEach((one) => one());
    void endThread(app);
  };
  signal.addEventListener('abort', stop, { once: true });
}
