import type { Belongings } from '#people/members/index.ts';
import { factsOfMembers } from './facts.ts';
import { deleteMember, selectMoves, selectStandings } from './store.ts';

/** What was counted of a member goes along with him, and leaves with him. */
export const trustBelongings: Belongings = {
  key: 'trust',
  async exportOf(app, memberId) {
    const [facts, [standing], moves] = await Promise.all([
      factsOfMembers(app, [memberId]),
      selectStandings(app, [memberId]),
      selectMoves(app, memberId),
    ]);
    return { level: standing?.level ?? 0, facts: facts.get(memberId) ?? {}, moves };
  },
  erase: (app, memberId) => deleteMember(app, memberId),
};
