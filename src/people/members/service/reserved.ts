import type { App } from '#platform/app/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { users } from '#people/sessions/index.ts';
import { isReserved } from '../domain/names.ts';
import { readCommunity } from './settings.ts';

/** Whether nobody may bear a name, because it is the company's or that of somebody who works there, or looks like it. */
export async function isNameReserved(app: App, name: string): Promise<boolean> {
  const [brand, staff, settings] = await Promise.all([getBrand(app), users.list(app), readCommunity(app)]);
  return isReserved(name, {
    brand: [brand.name, ...brand.names, ...brand.handles, ...settings.reservedNames].filter(
      (one): one is string => Boolean(one),
    ),
    staff: staff.map((user) => user.name),
  });
}
