import type { SegmentUses } from '#people/segments/index.ts';
import { readApprovalPolicies } from '#respond/approvals/index.ts';
import { conditionedViews } from '#respond/inbox/index.ts';
import { allMacros } from '#respond/macros/index.ts';
import { readPolicies } from '#respond/promises/index.ts';
import { readRules } from '#respond/routing/index.ts';
import { readGuide } from '#respond/voice/index.ts';

/** Everything of which a condition about conversations is a part, with where it is changed. */
export const segmentUses: SegmentUses = {
  async list(app) {
    const [{ rules }, promises, approvals, macros, { guide }, views] = await Promise.all([
      readRules(app),
      readPolicies(app),
      readApprovalPolicies(app),
      allMacros(app),
      readGuide(app),
      conditionedViews(app),
    ]);
    return [
      ...rules.map((stored) => use('rule', stored, `/routing/${stored.id}`)),
      ...promises.map((stored) => use('promise', stored, `/settings/promises/${stored.id}`)),
      ...approvals.map((stored) => use('approval', stored, `/settings/approvals/${stored.id}`)),
      ...macros.map((stored) => use('macro', stored, '/settings/macros')),
      use('guide', { ...guide, name: 'Voice' }, '/settings/voice'),
      // What a colleague calls a view of their own is theirs.
      ...views.map((stored) =>
        stored.isShared
          ? use('view', stored, `/views/${stored.id}`)
          : use('view', { ...stored, name: 'a colleague’s own view' }, '/inbox'),
      ),
    ];
  },
};

function use(kind: string, stored: { name: string }, link: string) {
  return { kind, name: stored.name, link, stored };
}
