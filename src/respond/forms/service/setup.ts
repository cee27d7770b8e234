import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { siteLanguagesPort } from '#people/site/index.ts';
import { listTypes } from '#respond/cases/index.ts';
import { formErrors } from '../errors.ts';
import { formsShape, type FormsView, type FormView } from '../schema.ts';
import { deleteVersions, insertVersion, selectNewest } from '../store.ts';
import '../events.ts';

/** So many states are kept. */
const KEPT = 20;

interface Forms {
  version: number;
  savedBy: string | null;
  savedAt: Date | null;
  forms: readonly FormView[];
}

async function load(app: App): Promise<Forms> {
  const row = await selectNewest(app);
  if (!row) return { version: 0, savedBy: null, savedAt: null, forms: [] };
  return { ...row, forms: formsShape.safeParse(row.forms).data ?? [] };
}

const held = remember(load, ({ name }) => name === 'forms.changed');

/** All forms, in the order in which customers choose among them. Kept in memory until they change. */
export const readForms = held.read;

export async function viewForms(app: App): Promise<FormsView> {
  const { forms, savedAt, ...rest } = await load(app);
  const used = forms.flatMap(({ labels, questions }) => [
    ...Object.keys(labels),
    ...questions.flatMap(({ words }) => Object.keys(words)),
  ]);
  const languages = [...new Set([...((await app.find(siteLanguagesPort)?.(app)) ?? ['en']), ...used])];
  return { ...rest, savedAt: savedAt?.toISOString() ?? null, forms: [...forms], languages };
}

/** Says what customers are asked. Throws `form.changed_meanwhile`, `form.type_unknown`, `form.field_unknown`. */
export async function saveForms(
  app: App,
  actor: Actor,
  { basedOn, forms }: { basedOn: number; forms: readonly FormView[] },
): Promise<number> {
  await mustFit(app, forms);
  return app.db.transaction(async () => {
    const version = basedOn + 1;
    const isNewest = (await load(app)).version === basedOn;
    if (!isNewest || !(await insertVersion(app, { version, forms, by: actor.name })))
      throw formErrors('form.changed_meanwhile');
    await deleteVersions(app, version - KEPT);
    await audit(app, actor, {
      action: 'customer_forms.saved',
      subject: 'customer-forms',
      detail: { version, types: forms.map(({ typeId }) => typeId) },
    });
    await app.bus.publish('forms.changed', {});
    held.forget(app);
    return version;
  });
}

/** Each form is of a type that is there, and asks for its fields, each once. A field that was taken out of the type since may stay: nobody is asked for it. */
async function mustFit(app: App, forms: readonly FormView[]): Promise<void> {
  const [types, stored] = await Promise.all([listTypes(app), load(app)]);
  for (const [at, { typeId, questions }] of forms.entries()) {
    const type = types.find(({ id }) => id === typeId);
    if (!type || forms.findIndex((one) => one.typeId === typeId) !== at)
      throw formErrors('form.type_unknown', { id: typeId });
    const before = stored.forms.find((one) => one.typeId === typeId)?.questions ?? [];
    const known = new Set([...type.fields.map(({ key }) => key), ...before.map(({ field }) => field)]);
    for (const [place, { field }] of questions.entries())
      if (!known.has(field) || questions.findIndex((one) => one.field === field) !== place)
        throw formErrors('form.field_unknown', { type: type.name, field });
  }
}
