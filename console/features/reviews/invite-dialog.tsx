import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { CopyField } from '../../components/copy-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { reviewQueries } from './queries.ts';
import { useSaving } from './use-changing.ts';

const INCENTIVES = ['none', 'free', 'discounted', 'rewarded', 'employee', 'other'] as const;

/** Makes a link by which a buyer writes, and shows it. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const products = useQuery(reviewQueries.products());
  const [chosen, setChosen] = useState('');
  const [mail, setMail] = useState('');
  const [incentive, setIncentive] = useState('none');
  const [language, setLanguage] = useState('en');
  const [link, setLink] = useState<string | null>(null);
  const productId = chosen || (products.data?.[0]?.id ?? '');
  const save = useSaving(
    async () => {
      const body = { productId, incentive, language, ...(mail === '' ? {} : { mail }) };
      setLink((await api.post<{ link: string }>('/reviews/invitations', body)).link);
    },
    () => undefined,
  );
  if (link !== null)
    return (
      <Dialog title={t('reviews.invite.done')} isOpen onOpenChange={onClose}>
        <CopyField label={t('reviews.invite.link')} value={link} />
      </Dialog>
    );
  return (
    <SaveDialog
      title={t('reviews.invite')}
      text={t('reviews.invite.text')}
      label={t('reviews.invite.make')}
      isReady={productId !== ''}
      save={save}
      onClose={onClose}
    >
      {products.data?.length === 0 && <p>{t('reviews.invite.noProduct')}</p>}
      <SelectField
        label={t('reviews.product')}
        value={productId}
        onChange={(event) => setChosen(event.target.value)}
        choices={(products.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        label={t('reviews.invite.mail')}
        hint={t('reviews.invite.mail.hint')}
        type="email"
        isOptional
        value={mail}
        onChange={(event) => setMail(event.target.value)}
      />
      <SelectField
        label={t('reviews.invite.incentive')}
        value={incentive}
        onChange={(event) => setIncentive(event.target.value)}
        choices={INCENTIVES.map((value) => ({ value, label: t(`reviews.incentive-${value}`) }))}
      />
      <SelectField
        label={t('reviews.invite.language')}
        value={language}
        onChange={(event) => setLanguage(event.target.value)}
        choices={[
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
      />
    </SaveDialog>
  );
}
