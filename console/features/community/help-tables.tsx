import type { Statistics } from '#embrace/forum/statistics/schema.ts';
import { Section } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { changeOf, percent, shortNumber } from '../../format/number.ts';
import { span } from '../../format/span.ts';
import { t } from '../../i18n/index.ts';

/** Which categories are answered, who answers, and whom. */
export function HelpTables({ read: { categories, helpers, pairs } }: { read: Statistics }) {
  return (
    <>
      <Section title={t('community.byCategory')}>
        <Table
          label={t('community.byCategory')}
          columns={[
            t('community.category'),
            t('community.figure.questions'),
            t('community.figure.answered'),
            t('community.figure.time'),
            t('community.figure.solved'),
          ]}
          rows={categories.map(({ id, name, now, before }) => ({
            key: id,
            cells: [
              name,
              <>
                {shortNumber(now.questions)}{' '}
                <span className="faint">{changeOf(now.questions, before.questions) ?? ''}</span>
              </>,
              percent(now.questions === 0 ? null : now.answered / now.questions),
              span(now.medianAnswer),
              percent(now.questions === 0 ? null : now.solved / now.questions),
            ],
          }))}
        />
      </Section>
      {helpers.length > 0 && (
        <Section title={t('community.helpers')} text={t('community.helpers.text')}>
          <Table
            label={t('community.helpers')}
            columns={[
              t('community.member'),
              t('community.helpers.answers'),
              t('community.helpers.accepted'),
              t('community.helpers.people'),
            ]}
            rows={helpers.map(({ member, answers, accepted, people }) => ({
              key: member.id,
              cells: [<Name key="name" of={member} />, answers, accepted, people],
            }))}
          />
        </Section>
      )}
      {pairs.length > 0 && (
        <Section title={t('community.pairs')}>
          <Table
            label={t('community.pairs')}
            columns={[
              t('community.pairs.helper'),
              { label: t('community.pairs.asker'), isText: true },
              t('community.pairs.threads'),
            ]}
            rows={pairs.map(({ helper, asker, threads }) => ({
              key: `${helper.id} ${asker.id}`,
              cells: [<Name key="helper" of={helper} />, <Name key="asker" of={asker} />, threads],
            }))}
          />
        </Section>
      )}
    </>
  );
}

function Name({ of: { handle, name } }: { of: { handle: string; name: string } }) {
  return <a href={`/community/members/${handle}`}>{name}</a>;
}
