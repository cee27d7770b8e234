import { useState } from 'react';
import type { BrandAccount, ConversationDetail } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { accountName } from './speaker.ts';

/** The account that the customer wrote to, or heard from, is not connected any more: somebody says who answers instead. */
export function ChooseAccount({
  speaker,
  accounts,
  onChoose,
}: {
  speaker: NonNullable<ConversationDetail['speaker']>;
  accounts: readonly BrandAccount[];
  onChoose(id: string): void;
}) {
  const [id, setId] = useState(accounts[0]?.id ?? '');
  const { handle, because } = speaker;
  const name = handle === null ? t('inbox.composer.account.unnamed') : accountName(handle);
  return (
    <div className="composer-cannot" role="group" aria-label={t('inbox.composer.account')}>
      <div>
        <strong>
          {t(because === 'spoke' ? 'inbox.composer.account.spoke' : 'inbox.composer.account.written', {
            name,
          })}
        </strong>
        <p className="muted">
          {t('inbox.composer.account.gone')}{' '}
          <a href="/settings/accounts">{t('inbox.composer.account.mend')}</a>
        </p>
      </div>
      <div className="composer-choose">
        <SelectField
          label={t('inbox.composer.account')}
          value={id}
          choices={accounts.map((account) => ({ value: account.id, label: accountName(account.handle) }))}
          onChange={(event) => setId(event.target.value)}
        />
        <Button onClick={() => onChoose(id)}>{t('inbox.composer.account.choose')}</Button>
      </div>
    </div>
  );
}
