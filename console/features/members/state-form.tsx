import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, serverNow } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceField, TextAreaField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { type Duration, DURATIONS, endOf } from './filters.ts';
import type { MemberDetail } from './types.ts';

const KINDS = ['silenced', 'suspended'] as const;
type Kind = (typeof KINDS)[number];

/** Silences or suspends a member with a reason that he is told, or lets him write again. */
export function StateForm({ member }: { member: MemberDetail }) {
  const [kind, setKind] = useState<Kind>('silenced');
  const [duration, setDuration] = useState<Duration>('7');
  const [reason, setReason] = useState('');
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (wish: { state: string; reason: string | null; until: string | null }) =>
      api.put(`/members/${member.id}/state`, wish),
    onSuccess: (_answer, { state }) => {
      setReason('');
      showToast({ text: t(state === 'active' ? 'members.freed' : 'members.held') });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
  });
  const isHeld = member.state === 'silenced' || member.state === 'suspended';
  return (
    <Section title={t('members.order')} text={t('members.order.text')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(
            isHeld
              ? { state: 'active', reason: null, until: null }
              : { state: kind, reason: reason.trim(), until: endOf(duration, new Date(serverNow())) },
          );
        }}
      >
        {!isHeld && (
          <>
            <ChoiceField<Kind>
              label={t('members.order.kind')}
              value={kind}
              values={KINDS}
              wordOf={(one) => t(`members.order.${one}`)}
              onChoose={setKind}
            />
            <ChoiceField<Duration>
              label={t('members.order.long')}
              value={duration}
              values={DURATIONS}
              wordOf={(one) => t(`members.order.days.${one}`)}
              onChoose={setDuration}
            />
            <TextAreaField
              label={t('members.order.reason')}
              hint={t('members.order.reason.hint')}
              required
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
        <FormError error={change.error} />
        <div>
          <Button type="submit" variant={isHeld ? 'primary' : 'danger'} isBusy={change.isPending}>
            {t(isHeld ? 'members.order.free' : 'members.order.do')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
