import { useMutation } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import type { CasePageView } from '#respond/case-page/schema.ts';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { Checkbox } from '../../components/choice.tsx';
import { SelectField, TextAreaField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { customerOf, firstWish, type PageCustomer, type PageWish, previewAddress } from './choice.ts';
import { ConversationChoice } from './conversation-choice.tsx';

interface PageDialogProps {
  detail: CaseDetail;
  customers: readonly PageCustomer[];
  /** The page to be changed; null for a new one. */
  page: CasePageView | null;
  save(wish: PageWish): Promise<unknown>;
  onClose(): void;
}

/** What the customer is shown: whose conversations, fields, promises, what happens next. Looked at before it is sent. */
export function PageDialog({ detail, customers, page, save, onClose }: PageDialogProps) {
  const [wish, setWish] = useState(() => firstWish(customers, page));
  const saving = useMutation({ mutationFn: () => save(wish), onSuccess: onClose });
  const change = (next: Partial<PageWish>) => setWish({ ...wish, ...next });
  const customer = customerOf(customers, wish.conversationIds);
  const isReady = wish.conversationIds.length > 0;
  return (
    <SaveDialog
      title={t(page === null ? 'casePage.make' : 'casePage.change')}
      text={t('casePage.choose.text')}
      label={t(page === null ? 'casePage.make' : 'common.save')}
      save={saving}
      isReady={isReady}
      onClose={onClose}
    >
      {customers.length > 1 && (
        <SelectField
          label={t('casePage.customer')}
          hint={t('casePage.customer.hint')}
          value={String(customers.findIndex((each) => each === customer))}
          choices={customers.map(({ name }, index) => ({ value: String(index), label: name }))}
          onChange={(event) =>
            change({ conversationIds: customers[Number(event.target.value)]?.conversationIds ?? [] })
          }
        />
      )}
      {customer !== undefined && (
        <ConversationChoice
          threads={detail.threadsOf.filter(({ row }) => customer.conversationIds.includes(row.id))}
          chosen={wish.conversationIds}
          onChoose={(conversationIds) => change({ conversationIds })}
        />
      )}
      <Checkbox
        label={t('casePage.fields')}
        hint={t('casePage.fields.hint')}
        isOn={wish.showsFields}
        onChange={(showsFields) => change({ showsFields })}
      />
      <Checkbox
        label={t('casePage.promises')}
        hint={t('casePage.promises.hint')}
        isOn={wish.showsPromises}
        onChange={(showsPromises) => change({ showsPromises })}
      />
      <TextAreaField
        label={t('casePage.next')}
        hint={t('casePage.next.hint')}
        isOptional
        rows={2}
        maxLength={1000}
        value={wish.nextStep}
        onChange={(event) => change({ nextStep: event.target.value })}
      />
      {isReady && (
        <p>
          <a
            className="button button-secondary button-s"
            href={previewAddress(detail.id, wish)}
            target="_blank"
            rel="noreferrer"
          >
            <Eye size={14} aria-hidden />
            {t('casePage.preview')}
          </a>
        </p>
      )}
    </SaveDialog>
  );
}
