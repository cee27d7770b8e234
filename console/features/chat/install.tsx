import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { CopyButton, CopyField } from '../../components/copy-field.tsx';
import { Section } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { EXAMPLES } from './identity-examples.ts';
import type { SavedWidget, Widget } from './queries.ts';

interface InstallProps {
  widget: Widget;
  onRenewed(): void;
}

/** What goes into the company's pages and onto its server. */
export function Install({ widget, onRenewed }: InstallProps) {
  const { id, snippet, origins, formerSecretUntil } = widget;
  // Told once, when the widget was made.
  const made = useQuery<string | null>({ queryKey: ['chat-secret', id], enabled: false });
  const [renewed, setRenewed] = useState<string | null>(null);
  const [asking, setAsking] = useState<'renew' | 'leaked' | null>(null);
  const renew = useMutation({
    mutationFn: (isLeaked: boolean) => api.post<SavedWidget>(`/chat-widgets/${id}/secret`, { isLeaked }),
    onSuccess: (saved) => {
      setRenewed(saved.secret);
      onRenewed();
    },
    onError: toastError,
  });
  const secret = renewed ?? made.data ?? null;
  return (
    <>
      <Section title={t('chat.install')} text={t('chat.install.text')}>
        {origins.length === 0 && <Callout tone="warn">{t('chat.noOrigins.hint')}</Callout>}
        <CopyField label={t('chat.snippet')} value={snippet} hint={t('chat.snippet.hint')} />
      </Section>
      <Section title={t('chat.identity')} text={t('chat.identity.text')}>
        {secret !== null && (
          <Callout tone="ok" isUrgent title={t('chat.secret.made')}>
            <CopyField label={t('chat.secret')} value={secret} hint={t('chat.secret.once')} />
          </Callout>
        )}
        {formerSecretUntil !== null && (
          <p className="muted">
            {t('chat.secret.former')} <Time at={formerSecretUntil} as="exact" />
          </p>
        )}
        <div className="row">
          <Button onClick={() => setAsking('renew')}>{t('chat.secret.renew')}</Button>
          <Button variant="ghost" onClick={() => setAsking('leaked')}>
            {t('chat.secret.leaked')}
          </Button>
        </div>
        <Examples />
      </Section>
      <Confirm
        title={asking === 'leaked' ? t('chat.secret.leaked') : t('chat.secret.renew')}
        text={asking === 'leaked' ? t('chat.secret.leaked.text') : t('chat.secret.renew.text')}
        confirm={t('chat.secret.renew')}
        isDanger={asking === 'leaked'}
        isOpen={asking !== null}
        onOpenChange={() => setAsking(null)}
        onConfirm={async () => void (await renew.mutateAsync(asking === 'leaked'))}
      />
    </>
  );
}

function Examples() {
  const [language, setLanguage] = useState(EXAMPLES[0]!.language);
  return (
    <Tabs
      label={t('chat.examples')}
      value={language}
      onChange={setLanguage}
      tabs={EXAMPLES.map(({ language: name, code }) => ({
        value: name,
        label: name,
        content: (
          <div className="chat-example">
            <pre tabIndex={0}>{code}</pre>
            <CopyButton value={code} />
            <p className="muted">{t('chat.identify.then')}</p>
            <pre>{"rapport('identify', token);"}</pre>
          </div>
        ),
      }))}
    />
  );
}
