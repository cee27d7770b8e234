import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from '../../components/choice.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { momentIn, publishAtOf, type When, WHENS } from './choices.ts';
import { type EntryInput, type EntryView, ideaQueries } from './queries.ts';
import { useKeeping } from './use-changing.ts';

const KINDS = ['new', 'better', 'mended'] as const;
/** Ideas that an entry is likely to be about. */
const LIKELY = new Set(['planned', 'building', 'shipped']);

/** Writes an entry of the changelog, with the ideas that it ships. */
export function EntryDialog({ entry, onClose }: { entry: EntryView | undefined; onClose(): void }) {
  const [given, setGiven] = useState({
    title: entry?.title ?? '',
    markdown: entry?.markdown ?? '',
    kind: entry?.kind ?? 'new',
    ideaIds: entry?.ideas.map(({ id }) => id) ?? [],
  });
  const [when, setWhen] = useState<When>(() => momentIn(entry).when);
  const [day, setDay] = useState(() => momentIn(entry).day);
  const ideas = (useQuery(ideaQueries.list({})).data?.items ?? []).filter(
    ({ id, status }) => LIKELY.has(status) || given.ideaIds.includes(id),
  );
  const body: EntryInput = { ...given, publishAt: publishAtOf(when, day) };
  const save = useKeeping('/changelog', entry, body, onClose);
  const toggle = (id: string, isOn: boolean) =>
    setGiven({
      ...given,
      ideaIds: isOn ? [...given.ideaIds, id] : given.ideaIds.filter((one) => one !== id),
    });
  return (
    <SaveDialog
      title={entry ? t('ideas.entry.change', { title: entry.title }) : t('ideas.entry.add')}
      text={t('ideas.entry.text')}
      isReady={given.title.trim() !== '' && (when !== 'later' || day !== '')}
      save={save}
      onClose={onClose}
    >
      <TextField
        label={t('ideas.field.title')}
        maxLength={150}
        value={given.title}
        onChange={(event) => setGiven({ ...given, title: event.target.value })}
      />
      <TextAreaField
        label={t('ideas.field.text')}
        rows={6}
        value={given.markdown}
        onChange={(event) => setGiven({ ...given, markdown: event.target.value })}
      />
      <ChoiceField
        label={t('ideas.entry.kind')}
        value={given.kind}
        values={KINDS}
        wordOf={(value) => t(`ideas.entry.${value}`)}
        onChoose={(kind) => setGiven({ ...given, kind })}
      />
      <ChoiceField
        label={t('ideas.entry.when')}
        value={when}
        values={WHENS}
        wordOf={(value) => t(`ideas.entry.when.${value}`)}
        onChoose={(next) => setWhen(next)}
      />
      {when === 'later' && (
        <TextField
          type="datetime-local"
          label={t('ideas.entry.day')}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      )}
      {ideas.length > 0 && (
        <fieldset className="ideas-choices">
          <legend>{t('ideas.entry.ideas')}</legend>
          {ideas.map(({ id, title }) => (
            <Checkbox
              key={id}
              label={title}
              isOn={given.ideaIds.includes(id)}
              onChange={(isOn) => toggle(id, isOn)}
            />
          ))}
        </fieldset>
      )}
    </SaveDialog>
  );
}
