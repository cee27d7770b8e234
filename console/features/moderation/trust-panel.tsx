import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Condition } from '#lib/conditions/index.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Section } from '../../components/page.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { Table } from '../../components/table.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { type Formula, moderationQueries, type Rights } from './queries.ts';
import { useSaving } from './use-changing.ts';

const NUMBERS = [
  'postsPerMinute',
  'postsPerDay',
  'threadsPerDay',
  'linksPerPost',
  'imagesPerPost',
  'mentionsPerPost',
  'ideaVotes',
  'flagsPerDay',
] as const;
const YES_OR_NO = ['mayEditWiki', 'mayMakeWiki', 'isHeldForReview'] as const;

/** How members reach levels, and what each level may do. */
export function TrustPanel() {
  return (
    <Loaded query={useQuery(moderationQueries.formula())} rows={6}>
      {({ levels, rights }) => <Form formula={{ levels, rights }} />}
    </Loaded>
  );
}

function Form({ formula }: { formula: Formula }) {
  const maySetUp = useCan()('trust.set-up');
  const [given, setGiven] = useState(formula);
  const save = useSaving(
    () => api.put('/trust/formula', given),
    () => void showToast({ text: t('moderation.saved') }),
  );
  const setRights = (level: number, part: Partial<Rights>) =>
    setGiven({
      ...given,
      rights: given.rights.map((rights, at) => (at === level ? { ...rights, ...part } : rights)),
    });
  const setWhen = (index: number, when: Condition) =>
    setGiven({
      ...given,
      levels: given.levels.map((level, at) =>
        at === index ? { when: { version: 1 as const, when } } : level,
      ),
    });
  return (
    <SaveForm save={save} maySave={maySetUp} variant="primary">
      <WhoCan permission="trust.set-up" action={t('moderation.settingUp')} />
      <Section title={t('moderation.trust.rights')} text={t('moderation.trust.rights.text')}>
        <RightsTable rights={given.rights} isFixed={!maySetUp} onChange={setRights} />
      </Section>
      <Section title={t('moderation.trust.reached')} text={t('moderation.trust.reached.text')}>
        {[...given.levels.entries()].map(([index, level]) => (
          <LevelCondition
            key={index}
            level={index + 1}
            when={level.when}
            isFixed={!maySetUp}
            onChange={(when) => setWhen(index, when)}
          />
        ))}
      </Section>
    </SaveForm>
  );
}

interface RightsProps {
  rights: readonly Rights[];
  isFixed: boolean;
  onChange(level: number, part: Partial<Rights>): void;
}

function RightsTable({ rights, isFixed, onChange }: RightsProps) {
  const label = (right: (typeof NUMBERS | typeof YES_OR_NO)[number], level: number) =>
    t('moderation.right.ofLevel', { right: t(`moderation.right.${right}`), level });
  return (
    <Table
      label={t('moderation.trust.rights')}
      columns={[
        { label: t('moderation.right'), isText: true },
        ...rights.map((_one, level) => t('moderation.level', { level })),
      ]}
      rows={[
        ...NUMBERS.map((right) => ({
          key: right,
          cells: [
            t(`moderation.right.${right}`),
            ...[...rights.entries()].map(([level, one]) => (
              <input
                key={level}
                type="number"
                className="input moderation-number"
                min={0}
                max={100_000}
                disabled={isFixed}
                aria-label={label(right, level)}
                value={one[right]}
                onChange={(event) => onChange(level, { [right]: Math.max(0, Number(event.target.value)) })}
              />
            )),
          ],
        })),
        ...YES_OR_NO.map((right) => ({
          key: right,
          cells: [
            t(`moderation.right.${right}`),
            ...[...rights.entries()].map(([level, one]) => (
              <input
                key={level}
                type="checkbox"
                disabled={isFixed}
                aria-label={label(right, level)}
                checked={one[right]}
                onChange={(event) => onChange(level, { [right]: event.target.checked })}
              />
            )),
          ],
        })),
      ]}
    />
  );
}

interface LevelProps {
  level: number;
  when: Formula['levels'][number]['when'];
  isFixed: boolean;
  onChange(when: Condition): void;
}

function LevelCondition({ level, when, isFixed, onChange }: LevelProps) {
  const facts = useQuery({ ...moderationQueries.formula(), select: (formula) => formula.facts });
  return (
    <div className="stack">
      <h3>{t('moderation.level', { level })}</h3>
      {when === null ? (
        <p className="muted">{t('moderation.trust.byHand')}</p>
      ) : (
        <ConditionEditor
          value={when.when as Condition}
          isDisabled={isFixed}
          facts={facts}
          onChange={onChange}
        />
      )}
    </div>
  );
}
