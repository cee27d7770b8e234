import type { App } from '#platform/app/index.ts';
import path from 'node:path';
import { messageOf } from '#platform/errors/index.ts';
import { LOCAL } from '../schema.ts';
import { readFolder } from './folder.ts';
import { LocalModel } from './local-model.ts';

export { LOCAL };

const models = new WeakMap<App, LocalModel>();

/** The model of the operator's folder as it is now; undefined where he named none. Throws `UnusableFolder`. */
export function localModel(app: App): LocalModel | undefined {
  const { localModel: folder } = app.config;
  if (folder === undefined) return undefined;
  const found = readFolder(folder);
  const known = models.get(app);
  if (known?.id === found.id) return known;
  void known?.end();
  const model = new LocalModel(found);
  models.set(app, model);
  return model;
}

/** Name of the folder and what is wrong with it; null where the operator named none. */
export function localFolder(app: App): { name: string; problem: string | null } | null {
  const { localModel: folder } = app.config;
  if (folder === undefined) return null;
  try {
    readFolder(folder);
    return { name: path.basename(folder), problem: null };
  } catch (error) {
    return { name: path.basename(folder), problem: messageOf(error) };
  }
}
