import type { RawFilter, RawLook } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { intakePathPort } from './hand-in.ts';
import { matcherPort, ownAccountsPort, passingPort } from './ports.ts';

/**
 * Tells a reader of a network which new posts need not be parsed: those that match no topic, speak to none of the brand's accounts and
 * are none of its own. Undefined where another process matches. New posts only: changes and deletes concern what is stored.
 */
export function rawFilter(app: App, network: string): RawFilter | undefined {
  if (app.find(intakePathPort)) return undefined;
  const own = () => app.find(ownAccountsPort)?.externalIds(network) ?? NOBODY;
  return {
    judge(look) {
      if (isAbout(look, own())) return 'wanted';
      const matcher = app.find(matcherPort);
      if (matcher?.mayMatch === undefined || matcher.mayMatch(network, look)) return 'wanted';
      return app.find(passingPort)?.draw() ? 'drawn' : 'skip';
    },
  };
}

function isAbout(look: RawLook, own: ReadonlySet<string>): boolean {
  return own.size > 0 && look.accounts.some((account) => own.has(account));
}

const NOBODY: ReadonlySet<string> = new Set();
