import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { SiteForm } from '../../components/site/site-form.tsx';
import { t } from '../../i18n/index.ts';
import { namesOf } from './filters.ts';
import { HandOver } from './hand-over.tsx';
import './members.css';
import { Providers } from './providers-section.tsx';
import { memberQueries } from './queries.ts';
import type { CommunitySettings, CommunityView } from './types.ts';

/** Whether there is a public community, how it looks, and how members come in. */
export function CommunityPage() {
  const community = useQuery(memberQueries.community());
  return (
    <Page title={t('members.community')} text={t('members.community.text')}>
      <div className="stack">
        <WhoCan permission="members.set-up" action={t('members.community.changing')} />
        <Loaded query={community} rows={5}>
          {(view) => (
            <>
              <Form given={view} />
              <Providers />
              <HandOver view={view} />
            </>
          )}
        </Loaded>
      </div>
    </Page>
  );
}

const WAYS = ['mail', 'password', 'passkey', 'handOver'] as const;

function Form({ given }: { given: CommunityView }) {
  const { url, hasHandOverSecret: _has, ...settings } = given;
  const mayManage = useCan()('members.set-up');
  const [names, setNames] = useState(settings.reservedNames.join('\n'));
  return (
    <SiteForm<CommunitySettings>
      given={settings}
      url={url}
      path="/community/settings"
      known="members"
      mayManage={mayManage}
      openLabel={t('members.community.open')}
      languagesHint={t('members.community.languages.hint')}
      savedWords={(isOpen) => t(isOpen ? 'members.community.isOpen' : 'members.community.isClosed')}
    >
      {(form, set) => (
        <>
          <Checkbox
            label={t('members.community.takes')}
            isOn={form.takesMembers}
            onChange={(takesMembers) => set({ takesMembers })}
          />
          <fieldset className="community-ways">
            <legend>{t('members.community.ways')}</legend>
            {WAYS.map((way) => (
              <Checkbox
                key={way}
                label={t(`members.way.${way}`)}
                isOn={form.ways[way]}
                onChange={(isOn) => set({ ways: { ...form.ways, [way]: isOn } })}
              />
            ))}
          </fieldset>
          <MailboxField
            value={form.mailAccountId ?? null}
            onChange={(mailAccountId) => set({ mailAccountId })}
          />
          <Checkbox
            label={t('members.community.previews')}
            hint={t('members.community.previews.hint')}
            isOn={form.showsPreviews ?? true}
            onChange={(showsPreviews) => set({ showsPreviews })}
          />
          <SignatureFields rule={form.signature} onChange={(signature) => set({ signature })} />
          <TextAreaField
            label={t('members.community.names')}
            hint={t('members.community.names.hint')}
            isOptional
            value={names}
            onChange={({ target: { value } }) => {
              setNames(value);
              set({ reservedNames: namesOf(value) });
            }}
          />
        </>
      )}
    </SiteForm>
  );
}

/** Where mails to members leave from. */
function MailboxField({ value, onChange }: { value: string | null; onChange(id: string | null): void }) {
  const accounts = useQuery(memberQueries.accounts());
  const mailboxes = (accounts.data ?? []).filter(({ network }) => network === 'mail');
  return (
    <SelectField
      label={t('members.community.mailbox')}
      hint={t(mailboxes.length === 0 ? 'members.community.mailbox.none' : 'members.community.mailbox.hint')}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
      choices={[
        { value: '', label: t('members.community.mailbox.no') },
        ...mailboxes.map(({ id, handle }) => ({ value: id, label: handle })),
      ]}
    />
  );
}

type Rule = CommunitySettings['signature'];

function SignatureFields({ rule, onChange }: { rule: Rule; onChange(rule: Rule): void }) {
  return (
    <>
      <TextField
        label={t('members.signature.length')}
        hint={t('members.signature.length.hint')}
        type="number"
        min={0}
        max={500}
        value={String(rule.length)}
        onChange={({ target: { value } }) => onChange({ ...rule, length: Number(value) })}
      />
      <Checkbox
        label={t('members.signature.links')}
        isOn={rule.links}
        onChange={(links) => onChange({ ...rule, links })}
      />
    </>
  );
}
