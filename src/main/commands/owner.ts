import { parseArgs } from 'node:util';
import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { loadConfig } from '#platform/config/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { newPasswordLink, ownerLink, resetSecondFactor, type User, users } from '#people/sessions/index.ts';
import { openDatabase } from '../database.ts';

const HELP = `rapport owner link [EMAIL] [--without-second-factor]

Lets an owner in again who is locked out: prints a link to choose a new password and sign in, good once, for 24 hours. Without an
owner it prints the link that makes the first one. EMAIL is needed when there are several owners.
  --without-second-factor   also switches the authenticator app of that owner off
Works beside a running Rapport. It is written into the audit log.
`;

export async function runOwner(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, 'without-second-factor': { type: 'boolean' } },
  });
  const [what, email, ...rest] = positionals;
  if (values.help || what !== 'link' || rest.length > 0) {
    process[values.help ? 'stdout' : 'stderr'].write(HELP);
    return values.help ? 0 : 2;
  }
  const config = loadConfig(process.env);
  // Loaded only now: help and wrong words are answered without the whole program.
  const { boot } = await import('../boot.ts');
  const booted = await boot(config, openDatabase(config, 'join'));
  try {
    const lines = await linkFor(booted.app, email, values['without-second-factor'] ?? false);
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  } finally {
    await booted.stop();
  }
}

/** What to print. Throws `owner.not_found` or `owner.which`. */
export async function linkFor(app: App, email: string | undefined, isFactorOff: boolean): Promise<string[]> {
  const first = await ownerLink(app);
  if (first)
    return ["There is no owner yet. Make the owner's account with this link, once:", '', `  ${first}`, ''];
  const owner = await pickOwner(app, email);
  const wasOff = await app.db.transaction(async () => {
    const isReset = isFactorOff && (await resetSecondFactor(app, owner.id));
    const by = 'command line';
    await audit(app, systemActor, { action: 'password.link_made', subject: owner.id, detail: { by } });
    if (isReset) await audit(app, systemActor, { action: 'totp.reset', subject: owner.id, detail: { by } });
    return isReset;
  });
  // After the reset, which voids what was open for this account.
  const { link, expiresAt } = await newPasswordLink(app, owner.id);
  return [
    `${owner.name} (${owner.email}) chooses a new password with this link, once, until ${expiresAt.toISOString()}:`,
    '',
    `  ${link}`,
    '',
    ...(wasOff ? ['The authenticator app is switched off; set it up again after signing in.'] : []),
    ...(!wasOff && owner.hasTotp
      ? ['Signing in still asks for the authenticator app. If it is lost: --without-second-factor.']
      : []),
  ];
}

async function pickOwner(app: App, email: string | undefined): Promise<User> {
  const owners = (await users.list(app)).filter((user) => user.role === 'owner' && user.state === 'active');
  const asked = email?.trim().toLowerCase();
  const found = owners.filter((owner) => asked === undefined || owner.email === asked);
  if (found.length === 1) return found[0]!;
  const emails = owners.map((owner) => owner.email).join(', ');
  throw found.length === 0
    ? new AppError(
        'owner.not_found',
        404,
        'No active owner has the address {asked}. Owners: {emails}. Nothing was changed.',
        {
          asked: asked ?? '',
          emails,
        },
      )
    : new AppError(
        'owner.which',
        400,
        'There are several owners: {emails}. Say which one. Nothing was changed.',
        { emails },
      );
}
