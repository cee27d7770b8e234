import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../components/loaded.tsx';
import { Select } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { t } from '../../i18n/index.ts';
import { shareOf, subjectName } from './answers.ts';
import { ContactForm } from './contact-form.tsx';
import { knowledgeQueries } from './queries.ts';
import type { DeflectionFacts } from './types.ts';

const DAYS = [7, 28, 90, 365];

/** What visitors of the public site searched and were helped by, and the contact form. */
export function AnswersPanel() {
  const [days, setDays] = useState(28);
  const facts = useQuery(knowledgeQueries.answers(days));
  return (
    <div className="stack tab-body">
      <div>
        <Select
          aria-label={t('knowledge.readers.days')}
          value={String(days)}
          onChange={({ target: { value } }) => setDays(Number(value))}
          choices={DAYS.map((count) => ({
            value: String(count),
            label: t('knowledge.readers.last', { count }),
          }))}
        />
      </div>
      <Loaded query={facts} rows={4}>
        {(view) => <Facts facts={view} />}
      </Loaded>
      <ContactForm />
    </div>
  );
}

function Facts({
  facts: { totals, forms, bySubject, searches, searchesWithoutAnswer },
}: {
  facts: DeflectionFacts;
}) {
  const figures = [
    ['searches', totals.searches.toLocaleString('en')],
    ['empty', totals.searchesWithoutAnswer.toLocaleString('en')],
    ['opened', totals.opened.toLocaleString('en')],
    ['helped', shareOf(totals.helped, totals.helped + totals.unhelped)],
    ['formsBegun', forms.begun.toLocaleString('en')],
    ['formsAnswered', forms.answered.toLocaleString('en')],
    ['formsLeft', forms.left.toLocaleString('en')],
    ['formsSent', forms.sent.toLocaleString('en')],
    ['formsUnopened', forms.sentUnopened.toLocaleString('en')],
  ] as const;
  return (
    <>
      <dl className="reader-figures">
        {figures.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`knowledge.answers.${key}`)}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{t('knowledge.answers.text')}</p>
      <Searches title={t('knowledge.answers.missing')} rows={searchesWithoutAnswer} />
      <Searches title={t('knowledge.answers.words')} rows={searches} />
      {bySubject.length > 0 && (
        <Section title={t('knowledge.answers.shown')} text={t('knowledge.answers.shown.text')}>
          <Table
            label={t('knowledge.answers.shown')}
            columns={[
              { label: t('knowledge.answers.what'), isText: true },
              t('knowledge.answers.timesShown'),
              t('knowledge.answers.timesOpened'),
              t('knowledge.answers.notOpened'),
            ]}
            rows={bySubject.map((row) => ({
              key: `${row.kind} ${row.id}`,
              cells: [
                subjectName(row),
                row.shown.toLocaleString('en'),
                row.opened.toLocaleString('en'),
                shareOf(Math.max(0, row.shown - row.opened), row.shown),
              ],
            }))}
          />
        </Section>
      )}
    </>
  );
}

function Searches({ title, rows }: { title: string; rows: DeflectionFacts['searches'] }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} text={t('knowledge.readers.words.text')}>
      <ul className="list">
        {rows.map(({ words, language, count }) => (
          <li key={`${language} ${words}`} className="gap-search">
            <span className="grow" lang={language}>
              {words}
            </span>
            <span className="figures">{count}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
