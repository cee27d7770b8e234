import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { ChoiceField, SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import { calendarQueries } from '../calendars/queries.ts';
import { ChatForms } from './chat-forms.tsx';
import { ChatPreview } from './chat-preview.tsx';
import { ChatTexts } from './chat-texts.tsx';
import type { WidgetWish } from './queries.ts';

interface ChatFormProps {
  initial: WidgetWish;
  error: unknown;
  isBusy: boolean;
  onSave(wish: WidgetWish): void;
}

const NEEDS = ['never', 'optional', 'required'] as const;

/** How a chat looks, where it may be shown, what it asks; beside it how that looks to a visitor. */
export function ChatForm({ initial, error, isBusy, onSave }: ChatFormProps) {
  const [wish, setWish] = useState(initial);
  const change = (more: Partial<WidgetWish>) => setWish((before) => ({ ...before, ...more }));
  const [shown, setShown] = useState(initial.languages[0]!);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(wish);
  };
  const language = wish.languages.includes(shown) ? shown : (wish.languages[0] ?? 'en');
  return (
    <div className="chat-edit">
      <form className="form" onSubmit={submit}>
        <Looks wish={wish} change={change} />
        <ChatTexts wish={wish} language={language} onLanguage={setShown} onChange={setWish} />
        <Hours wish={wish} change={change} />
        <Asks wish={wish} change={change} />
        <ChatForms wish={wish} change={change} />
        <FormError error={error} />
        <div className="row">
          <Button type="submit" variant="primary" isBusy={isBusy}>
            {t('common.save')}
          </Button>
        </div>
      </form>
      <ChatPreview wish={wish} language={language} />
    </div>
  );
}

interface PartProps {
  wish: WidgetWish;
  change(more: Partial<WidgetWish>): void;
}

function Looks({ wish, change }: PartProps) {
  return (
    <>
      <TextField
        label={t('chat.name')}
        hint={t('chat.name.hint')}
        required
        maxLength={200}
        value={wish.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Checkbox label={t('chat.isOn')} isOn={wish.isOn} onChange={(isOn) => change({ isOn })} />
      <ListField
        label={t('chat.origins')}
        hint={t('chat.origins.hint')}
        placeholder="https://shop.example"
        values={wish.origins}
        onChange={(origins) => change({ origins })}
      />
      <div className="chat-pair">
        <TextField
          label={t('chat.colour')}
          type="color"
          value={wish.colour}
          onChange={(event) => change({ colour: event.target.value })}
        />
        <ChoiceField
          label={t('chat.side')}
          hint={t('chat.side.hint')}
          value={wish.side}
          values={['end', 'start'] as const}
          wordOf={(value) => t(`chat.side.${value}`)}
          onChoose={(side) => change({ side })}
        />
      </div>
    </>
  );
}

function Hours({ wish, change }: PartProps) {
  const calendars = useQuery(calendarQueries.all());
  const accounts = useQuery(queries.accounts());
  const mailboxes = (accounts.data ?? []).filter(({ network }) => network === 'mail');
  return (
    <fieldset className="field-group">
      <legend>{t('chat.presence')}</legend>
      <div className="chat-pair">
        <SelectField
          label={t('chat.calendar')}
          value={wish.calendarId ?? ''}
          onChange={(event) => change({ calendarId: event.target.value || null })}
          choices={[
            { value: '', label: t('chat.calendar.always') },
            ...(calendars.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <ChoiceField
          label={t('chat.whenClosed')}
          value={wish.whenClosed}
          values={['form', 'chat'] as const}
          wordOf={(value) => t(`chat.whenClosed.${value}`)}
          onChoose={(whenClosed) => change({ whenClosed })}
        />
        <SelectField
          label={t('chat.mailbox')}
          hint={mailboxes.length === 0 ? t('chat.mailbox.none') : t('chat.mailbox.hint')}
          value={wish.mailAccountId ?? ''}
          onChange={(event) => change({ mailAccountId: event.target.value || null })}
          choices={[
            { value: '', label: t('chat.mailbox.no') },
            ...mailboxes.map(({ id, handle }) => ({ value: id, label: handle })),
          ]}
        />
        <TextField
          label={t('chat.goneSeconds')}
          hint={t('chat.goneSeconds.hint')}
          type="number"
          min={30}
          max={3600}
          required
          value={wish.goneSeconds}
          onChange={(event) => change({ goneSeconds: event.target.valueAsNumber || 60 })}
        />
      </div>
    </fieldset>
  );
}

function Asks({ wish, change }: PartProps) {
  const need = (name: 'asksName' | 'asksMail') => (
    <ChoiceField
      label={t(`chat.${name}`)}
      value={wish[name]}
      values={NEEDS}
      wordOf={(value) => t(`chat.need.${value}`)}
      onChoose={(value) => change({ [name]: value })}
    />
  );
  return (
    <fieldset className="field-group">
      <legend>{t('chat.visitors')}</legend>
      <Checkbox
        label={t('chat.askFirst')}
        hint={t('chat.askFirst.hint')}
        isOn={wish.askFirst}
        onChange={(askFirst) => change({ askFirst })}
      />
      <Checkbox
        label={t('chat.needsIdentity')}
        hint={t('chat.needsIdentity.hint')}
        isOn={wish.needsIdentity}
        onChange={(needsIdentity) => change({ needsIdentity })}
      />
      <div className="chat-pair">
        {need('asksName')}
        {need('asksMail')}
        <ChoiceField
          label={t('chat.showsAgents')}
          value={wish.showsAgents}
          values={['first-name', 'name', 'brand'] as const}
          wordOf={(value) => t(`chat.showsAgents.${value}`)}
          onChoose={(showsAgents) => change({ showsAgents })}
        />
        <TextField
          label={t('chat.files')}
          hint={t('chat.files.hint')}
          type="number"
          min={0}
          max={25}
          required
          value={wish.fileMegabytes}
          onChange={(event) => change({ fileMegabytes: event.target.valueAsNumber || 0 })}
        />
      </div>
    </fieldset>
  );
}
