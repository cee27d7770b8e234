import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Checkbox } from '../../components/choice.tsx';
import { Select } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Section } from '../../components/page.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { t } from '../../i18n/index.ts';
import { knowledgeQueries } from './queries.ts';
import type { ContactView } from './types.ts';

/** Whether visitors can write through a form, and which mailbox it goes to. */
export function ContactForm() {
  const contact = useQuery(knowledgeQueries.contact());
  return (
    <Section title={t('knowledge.contact')} text={t('knowledge.contact.text')}>
      <Loaded query={contact} rows={2}>
        {(view) => <Form view={view} />}
      </Loaded>
    </Section>
  );
}

function Form({ view }: { view: ContactView }) {
  const mayManage = useCan()('answers.set-up');
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(view.isOpen);
  const [mailAccountId, setMailbox] = useState(view.mailAccountId ?? view.mailboxes[0]?.id ?? '');
  const save = useMutation({
    mutationFn: () =>
      api.put('/answers/contact-form', {
        isOpen,
        mailAccountId: mailAccountId === '' ? null : mailAccountId,
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['knowledge', 'contact'] }),
  });
  if (view.mailboxes.length === 0)
    return (
      <p className="muted">
        {t('knowledge.contact.noMailbox')}{' '}
        <Link to="/settings/accounts">{t('knowledge.contact.toAccounts')}</Link>
      </p>
    );
  return (
    <SaveForm save={save} maySave={mayManage} variant="primary">
      <Checkbox label={t('knowledge.contact.isOpen')} hint={view.url} isOn={isOpen} onChange={setOpen} />
      <Select
        aria-label={t('knowledge.contact.mailbox')}
        value={mailAccountId}
        onChange={({ target: { value } }) => setMailbox(value)}
        choices={view.mailboxes.map(({ id, address }) => ({ value: id, label: address }))}
      />
    </SaveForm>
  );
}
