import type { App } from '#platform/app/index.ts';
import { readMembers } from '#people/members/index.ts';
import { firstOf, type Helper, type Pair } from './domain/help.ts';
import type { Statistics } from './schema.ts';
import { selectMembers } from './store/people.ts';

const MOST = 20;

interface Given {
  helpers: readonly Helper[];
  pairs: readonly Pair[];
}

const byHelp = (a: Helper, b: Helper) => b.accepted - a.accepted || b.answers - a.answers;
const byThreads = (a: Pair, b: Pair) => b.threads - a.threads;

/** Who helped most and who helped whom, by name; where counts are the same, in the order of their ids. Who has left is not named. */
export async function namedHelp(app: App, counted: Given): Promise<Pick<Statistics, 'helpers' | 'pairs'>> {
  const [helpers, pairs] = [firstOf(counted.helpers, MOST, byHelp), firstOf(counted.pairs, MOST, byThreads)];
  const ids = await selectMembers(app, numbersOf({ helpers, pairs }));
  const idOf = (number: number) => ids.get(number) ?? '';
  const inOrder = (a: number, b: number) => (idOf(a) < idOf(b) ? -1 : Number(a !== b));
  helpers.sort((a, b) => byHelp(a, b) || inOrder(a.helper, b.helper));
  pairs.sort((a, b) => byThreads(a, b) || inOrder(a.helper, b.helper) || inOrder(a.asker, b.asker));
  const shown = { helpers: helpers.slice(0, MOST), pairs: pairs.slice(0, MOST) };
  const named = await readMembers(app, numbersOf(shown).map(idOf));
  const somebody = (number: number) => {
    const member = named.get(idOf(number));
    return member && { id: member.id, handle: member.handle, name: member.displayName };
  };
  return {
    helpers: shown.helpers.flatMap(({ helper, ...counts }) => {
      const member = somebody(helper);
      return member ? [{ member, ...counts }] : [];
    }),
    pairs: shown.pairs.flatMap(({ helper: by, asker: of, threads }) => {
      const [helper, asker] = [somebody(by), somebody(of)];
      return helper && asker ? [{ helper, asker, threads }] : [];
    }),
  };
}

function numbersOf({ helpers, pairs }: Given): number[] {
  const all = [
    ...helpers.map(({ helper }) => helper),
    ...pairs.flatMap(({ helper, asker }) => [helper, asker]),
  ];
  return [...new Set(all)];
}
