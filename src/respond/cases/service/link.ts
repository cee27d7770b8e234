import type { Actor, App } from '#platform/app/index.ts';
import { emptyStep } from '../domain/step.ts';
import { type LinkKind, linkWords } from '../domain/links.ts';
import { caseErrors } from '../errors.ts';
import { selectCases } from '../store/cases.ts';
import { deleteLinks, insertLinks, type LinkRow, selectAbove } from '../store/links.ts';
import type { CaseChanged } from './open.ts';
import { finish, lockStanding } from './write.ts';

/** Links cases to a larger one: they are caused by it, part of it, the same as it. Up to 500 at once. */
export async function linkCases(
  app: App,
  actor: Actor,
  fromIds: readonly string[],
  toId: string,
  kind: LinkKind,
): Promise<CaseChanged> {
  return app.db.transaction(async () => {
    const ids = [...new Set(fromIds)];
    if (ids.includes(toId)) throw caseErrors('case.link_invalid');
    await lockStanding(app, [toId, ...ids]);
    const above = await selectAbove(app, toId, kind);
    if (ids.some((id) => above.has(id))) throw caseErrors('case.link_invalid');
    const links = await insertLinks(
      app,
      ids.map((fromId) => ({ fromId, toId, kind })),
      actor.id,
    );
    return { ids: [toId, ...ids], undo: await told(app, actor, links, true) };
  });
}

/** Takes links away. */
export async function unlinkCases(
  app: App,
  actor: Actor,
  fromIds: readonly string[],
  toId: string,
  kind: LinkKind,
): Promise<CaseChanged> {
  return app.db.transaction(async () => {
    const ids = [...new Set(fromIds)];
    const links = await deleteLinks(
      app,
      ids.map((fromId) => ({ fromId, toId, kind })),
    );
    return { ids: [toId, ...ids], undo: await told(app, actor, links, false) };
  });
}

async function told(app: App, actor: Actor, links: readonly LinkRow[], isAdded: boolean): Promise<string> {
  const cases = await selectCases(app, [...new Set(links.flatMap((link) => [link.fromId, link.toId]))]);
  const numberOf = (id: string) => cases.find((row) => row.id === id)?.number ?? 0;
  const action = isAdded ? 'linked' : 'unlinked';
  const up = links.map((link) => ({
    caseId: link.fromId,
    action,
    detail: { words: `${linkWords[link.kind as LinkKind]} #${numberOf(link.toId)}` },
  }));
  const [first] = links;
  const down = first
    ? [
        {
          caseId: first.toId,
          action,
          detail: {
            words: `${links.length === 1 ? `#${numberOf(first.fromId)} is` : `${links.length} cases are`} ${linkWords[first.kind as LinkKind]} it`,
          },
        },
      ]
    : [];
  return finish(app, actor, {
    action,
    step: { ...emptyStep, links: links.map((link) => ({ ...link, isAdded })) },
    lines: [...up, ...down],
    detail: { count: links.length },
  });
}
