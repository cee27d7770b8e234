import type { Actor, App, Role } from '#platform/app/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { addUser, hashNewPassword, users } from '#people/sessions/index.ts';

const STAFF: readonly { name: string; email: string; role: Role }[] = [
  { name: 'Noor Haddad', email: 'noor@lumora.example', role: 'manager' },
  { name: 'Ben Achterberg', email: 'ben@lumora.example', role: 'agent' },
  { name: 'Ama Boateng', email: 'ama@lumora.example', role: 'agent' },
  { name: 'Iris Lindqvist', email: 'iris@lumora.example', role: 'agent' },
];

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
