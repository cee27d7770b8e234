import { type Belongings, setHonours } from '#people/members/index.ts';
import { readMemberHonours } from './awards.ts';
import { deleteMember } from './awards-store.ts';
import { wishesBoard } from './boards.ts';
import { readHonours } from './settings.ts';

/** More than anybody has. */
const ALL_MOVES = 1_000_000;

/** What a member was honoured with goes along with him, and leaves with him. */
export const honourBelongings: Belongings = {
  key: 'honours',
  async exportOf(app, memberId) {
    const [{ honours }, { awards, moves, points }, isOnBoard] = await Promise.all([
      readHonours(app),
      readMemberHonours(app, memberId, ALL_MOVES),
      wishesBoard(app, memberId),
    ]);
    const names = new Map(honours.map(({ id, names: { en } }) => [id, en]));
    const named = <Row extends { honourId: string }>({ honourId, ...row }: Row) => ({
      name: names.get(honourId) ?? honourId,
      ...row,
    });
    return { points, isOnBoard, awards: awards.map(named), moves: moves.map(named) };
  },
  async erase(app, memberId) {
    await deleteMember(app, memberId);
    await setHonours(app, [{ memberId, honours: [] }]);
  },
};
