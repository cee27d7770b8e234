import { Callout } from '../../../components/callout.tsx';
import { CopyField } from '../../../components/copy-field.tsx';
import { exactTime } from '../../../format/time.ts';
import { t } from '../../../i18n/index.ts';
import type { SentInvitation } from '../types.ts';

/** The link of an invitation, shown this once. */
export function SentLink({ invitation }: { invitation: SentInvitation }) {
  return (
    <Callout
      tone="ok"
      isUrgent
      title={t(invitation.sentByMail ? 'settings.invite.mailed' : 'settings.invite.made', {
        email: invitation.email,
      })}
    >
      <CopyField
        label={t('settings.invite.link')}
        value={invitation.link}
        hint={t('settings.link.until', { time: exactTime(invitation.expiresAt) })}
      />
    </Callout>
  );
}
