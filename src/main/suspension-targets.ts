import type { App } from '#platform/app/index.ts';
import type { Target } from '#platform/outbox/index.ts';
import { readAccounts } from '#people/brand/index.ts';

/** What can be suspended beside everything: the networks with accounts of ours, and these accounts. */
export const suspensionTargets = {
  async list(app: App): Promise<Target[]> {
    const accounts = await readAccounts(app);
    const networks = [...new Set(accounts.map(({ network }) => network))];
    return [
      ...networks.map((network): Target => ({ scope: 'network', target: network, label: titleOf(network) })),
      ...accounts.map(({ id, network, handle }): Target => ({
        scope: 'account',
        target: id,
        label: `@${handle} (${titleOf(network)})`,
      })),
    ];
  },
};

function titleOf(network: string): string {
  return `${network.slice(0, 1).toUpperCase()}${network.slice(1)}`;
}
