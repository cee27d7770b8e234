import { type App, createApp } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { createDb } from '#platform/db/index.ts';
import { Dispatcher, type DispatcherOptions } from '../dispatcher.ts';
import { registerSender, type Sender } from '../senders.ts';

/** A second process of the same program, with connections of its own. */
export interface FakeProcess {
  app: App;
  dispatcher: Dispatcher;
  /** Finishes what is under way, as Ctrl-C does. */
  stop(): Promise<void>;
  /** Dies: nothing it still learns reaches the database, though calls under way go on. */
  kill(): Promise<void>;
}

export async function startProcess(
  base: App,
  url: string,
  channel: string,
  sender: Sender,
  options: Partial<DispatcherOptions>,
): Promise<FakeProcess> {
  const db = createDb({ url, max: 4, log: base.log });
  const bus = await createBus({ url, db, log: base.log, clock: base.clock });
  const app = createApp({ ...base, db, bus });
  registerSender(app, channel, sender);
  const stopping = new AbortController();
  const dispatcher = new Dispatcher(app, stopping.signal, options);
  return {
    app,
    dispatcher,
    async stop() {
      stopping.abort();
      await dispatcher.stopped();
      await bus.close();
      await db.close();
    },
    async kill() {
      await Promise.all([db.close(), bus.close()]);
      stopping.abort();
    },
  };
}
