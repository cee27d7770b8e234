import { useState } from 'react';
import { useCan, useUser } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { t } from '../../i18n/index.ts';
import { Invitations } from '../settings/company/invitations.tsx';
import { InviteForm } from '../settings/company/invite-form.tsx';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './step-props.ts';

export function TeamStep({ onNext, isBusy }: StepProps) {
  const [hasInvited, setInvited] = useState(false);
  const user = useUser();
  const mayManage = useCan()('staff.manage');
  return (
    <div className="stack">
      <WhoCan permission="staff.manage" action={t('settings.team.changing')} />
      {mayManage && (
        <>
          <InviteForm myRole={user.role} onSent={() => setInvited(true)} />
          <Invitations />
        </>
      )}
      <StepFoot onNext={onNext} isBusy={isBusy} isDone={hasInvited} />
    </div>
  );
}
