import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { memberId } from '#people/members/index.ts';
import { FORMULA_FACTS } from './domain.ts';
import { explainLevel, lockLevel } from './levels.ts';
import { factShape, formulaShape, lockInput, standingShape } from './schema.ts';
import { readFormula, saveFormula } from './settings.ts';

const one = z.object({ id: memberId });

export const trustRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/trust/formula',
    permission: 'trust.read',
    summary: 'How members reach trust levels, what each level may do, and the facts a formula can ask for',
    response: formulaShape.extend({ facts: z.array(factShape) }),
    handler: async ({ app }) => ({ ...(await readFormula(app)), facts: [...FORMULA_FACTS.values()] }),
  }),
  route({
    method: 'PUT',
    url: '/trust/formula',
    permission: 'trust.set-up',
    summary: 'Change the formula and the rights of the levels',
    body: formulaShape,
    handler: ({ app, actor, body }) => saveFormula(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/trust/members/:id',
    permission: 'trust.read',
    summary: 'Why a member has the trust level he has',
    params: one,
    response: standingShape,
    async handler({ app, params }) {
      const { moves, ...standing } = await explainLevel(app, params.id);
      return { ...standing, moves: moves.map((move) => ({ ...move, at: move.at.toISOString() })) };
    },
  }),
  route({
    method: 'PUT',
    url: '/trust/members/:id/level',
    permission: 'trust.decide',
    summary: 'Give a member a level by hand, or let the formula decide again',
    params: one,
    body: lockInput,
    handler: ({ app, actor, params, body }) => lockLevel(app, actor, params.id, body),
  }),
];
