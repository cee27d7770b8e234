import type { Actor, App, Role } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { accessChanged, addUser, hashNewPassword, users } from '#people/sessions/index.ts';
import { disbandTeams } from './teams.ts';
import { forgetWorkers } from '#people/teams/index.ts';
import { forgetRulesOf } from '#listen/alerts/index.ts';
import { dropPagesOf } from '#respond/case-page/index.ts';
import { dropCasesOf } from '#respond/cases/index.ts';
import { forgetColleagues } from '#respond/inbox/index.ts';

const STAFF: readonly { name: string; email: string; role: Role }[] = [
  { name: 'Noor Haddad', email: 'noor@lumora.example', role: 'manager' },
  { name: 'Ben Achterberg', email: 'ben@lumora.example', role: 'agent' },
  { name: 'Ama Boateng', email: 'ama@lumora.example', role: 'agent' },
  { name: 'Iris Lindqvist', email: 'iris@lumora.example', role: 'agent' },
];

/** The invented colleagues leave with the sample, and what they had of their own with them; somebody who ever signed in stays. */
export async function dismissStaff(app: App, actor: Actor): Promise<void> {
  const gone = await users.removeUnseen(
    app,
    STAFF.map(({ email }) => email),
  );
  await forgetColleagues(app, actor, gone);
  await forgetRulesOf(app, gone);
  await dropPagesOf(app, gone);
  await dropCasesOf(app, actor, gone);
  await disbandTeams(app, actor, gone);
  await forgetWorkers(app, gone);
  for (const id of gone) {
    await audit(app, actor, { action: 'staff.removed', subject: id, detail: { invented: true } });
    await accessChanged(app, id);
  }
}

/** Invented colleagues with passwords that nobody knows: they are there to be assigned and mentioned. */
export async function hireStaff(app: App): Promise<Actor[]> {
  const hired: Actor[] = [];
  for (const { name, email, role } of STAFF) {
    const known = await users.findByEmail(app, email);
    const passwordHash = known ? '' : await hashNewPassword(newSecret(), [name, email]);
    const user =
      known ??
      (await app.db.transaction(() =>
        addUser(app, { name, email, role, passwordHash, address: '127.0.0.1' }),
      ));
    hired.push({ kind: 'user', id: user.id, name, role, permissions: new Set(['*']) });
  }
  return hired;
}
