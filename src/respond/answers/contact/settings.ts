import { addressOf } from '#platform/addresses/index.ts';
import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { settingsRow } from '#platform/db/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { answerErrors } from '../errors.ts';
import { type ContactSettings, contactSettings } from './schema.ts';
import '../events.ts';

const stored = settingsRow('contact_settings');

/** Where the form is found. */
export const CONTACT = '/contact';
const CLOSED: ContactSettings = { isOpen: false, mailAccountId: null };

const held = remember(
  async (app: App): Promise<ContactSettings> =>
    contactSettings.safeParse({ ...CLOSED, ...(await stored.read(app)) }).data ?? CLOSED,
  ({ name }) => name === 'contact.changed',
);

/** Whether the form is open, and which mailbox it goes to. */
export const readContact = held.read;

/** The mailbox of the form; undefined while it is closed, or the mailbox is not connected any more. */
export async function mailboxOfForm(app: App): Promise<string | undefined> {
  const { isOpen, mailAccountId } = await readContact(app);
  if (!isOpen || mailAccountId === null) return undefined;
  return (await ownAccounts(app, 'mail')).find(({ id }) => id === mailAccountId)?.externalId;
}

export async function viewContact(app: App) {
  const mailboxes = (await ownAccounts(app, 'mail')).map(({ id, externalId }) => ({
    id,
    address: externalId,
  }));
  return { ...(await readContact(app)), url: addressOf(app, CONTACT), mailboxes };
}

/** Opens or closes the form. Throws `contact.mailbox_unknown` where it would be open without a mailbox. */
export async function saveContact(app: App, actor: Actor, settings: ContactSettings): Promise<void> {
  const isKnown = (await ownAccounts(app, 'mail')).some(({ id }) => id === settings.mailAccountId);
  if ((settings.isOpen || settings.mailAccountId !== null) && !isKnown)
    throw answerErrors('contact.mailbox_unknown');
  await app.db.transaction(async () => {
    await stored.write(app, settings);
    await audit(app, actor, {
      action: settings.isOpen ? 'contact_form.opened' : 'contact_form.closed',
      subject: 'contact-form',
      detail: { mailAccountId: settings.mailAccountId },
    });
    await app.bus.publish('contact.changed', {});
    held.forget(app);
  });
}
