import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import type { ReadingAccount } from './types.ts';

/** Lets an account post before its time, with a reason. */
export function EndReading({ account }: { account: ReadingAccount }) {
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <>
      <Button size="s" onClick={() => setIsOpen(true)}>
        {t('voice.reading.end')}
      </Button>
      <Confirm
        title={t('voice.reading.end.title', { handle: account.handle })}
        text={t('voice.reading.end.text')}
        confirm={t('voice.reading.end')}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onConfirm={async () => {
          await api.post(`/voice/reading/${account.accountId}/end`, { reason });
          await queryClient.invalidateQueries({ queryKey: ['voice'] });
        }}
      >
        <TextField
          label={t('voice.reason')}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.target.value)}
        />
      </Confirm>
    </>
  );
}
