import { type App, definePort } from '#platform/app/index.ts';
import type { SuspensionRow } from './suspension-store.ts';

/** Hears that something was suspended, or goes on, in the transaction that decides it. `by` is who did it. */
export interface SwitchObserver {
  onSwitched(app: App, suspension: Switched): Promise<void>;
}

export interface Switched extends Pick<SuspensionRow, 'id' | 'scope' | 'target' | 'label' | 'reason'> {
  isOn: boolean;
  by: string;
}

/** Without an answer nobody else is told. */
export const switchObserverPort = definePort<SwitchObserver>('outbox.switched');
