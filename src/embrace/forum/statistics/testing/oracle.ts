import { wallOf } from '#lib/zone/index.ts';
import type { App } from '#platform/app/index.ts';
import { type Member, readMembers } from '#people/members/index.ts';
import type { ActivityFigures, QuestionFigures, Statistics, StatisticsAsked } from '../schema.ts';
import {
  countActivity,
  countDays,
  countQuestions,
  countQuiet,
  countReactions,
  type DayRow,
  selectHelpers,
  selectPairs,
  type Span,
} from './from-rows.ts';
import { readCategories } from '../../talk/categories.ts';

const DAY_MS = 86_400_000;
const NO_QUESTIONS: QuestionFigures = {
  questions: 0,
  answered: 0,
  answeredInDay: 0,
  answeredByMembers: 0,
  medianAnswer: null,
  solved: 0,
  medianSolve: null,
};
const NO_ACTIVITY: ActivityFigures = { threads: 0, posts: 0, reactions: 0, writers: 0, newcomers: 0 };

/** The figures up to a moment, counted from the rows themselves in another way than the product counts them: what it says must be the same. */
export async function countFromRows(
  app: App,
  { days, zone }: StatisticsAsked,
  end: Date,
): Promise<Statistics> {
  const daysAgo = (count: number) => new Date(end.getTime() - count * DAY_MS);
  const middle = daysAgo(days);
  const span: Span = { start: daysAgo(2 * days), middle, end };
  const [categories, questions, activity, reactions, quiet, byDay, helpers, pairs] = await Promise.all([
    readCategories(app),
    countQuestions(app, span),
    countActivity(app, span),
    countReactions(app, span),
    countQuiet(app, span),
    countDays(app, span, zone),
    selectHelpers(app, span),
    selectPairs(app, span),
  ]);
  const members = await readMembers(app, [
    ...helpers.map(({ memberId }) => memberId),
    ...pairs.flatMap(({ helperId, askerId }) => [helperId, askerId]),
  ]);
  const asked = (categoryId: string | null) => {
    const of = (isNow: boolean): QuestionFigures => {
      const row = questions.find((one) => one.isNow === isNow && one.categoryId === categoryId);
      if (!row) return NO_QUESTIONS;
      const { isNow: _, categoryId: __, ...figures } = row;
      return figures;
    };
    return { now: of(true), before: of(false) };
  };
  const done = (isNow: boolean): ActivityFigures => {
    const { isNow: _, ...figures } = activity.find((one) => one.isNow === isNow) ?? { isNow, ...NO_ACTIVITY };
    return { ...figures, reactions: reactions.find((one) => one.isNow === isNow)?.reactions ?? 0 };
  };
  return {
    from: middle.toISOString(),
    to: end.toISOString(),
    questions: asked(null),
    activity: { now: done(true), before: done(false) },
    ...quiet,
    byDay: everyDay(byDay, wallOf(zone, middle).slice(0, 10), wallOf(zone, end).slice(0, 10)),
    categories: categories.map(({ id, name }) => ({ id, name, ...asked(id) })),
    helpers: helpers.flatMap(({ memberId, ...counts }) => {
      const member = somebody(members, memberId);
      return member ? [{ member, ...counts }] : [];
    }),
    pairs: pairs.flatMap(({ helperId, askerId, threads }) => {
      const [helper, asker] = [somebody(members, helperId), somebody(members, askerId)];
      return helper && asker ? [{ helper, asker, threads }] : [];
    }),
  };
}

function somebody(members: ReadonlyMap<string, Member>, id: string) {
  const member = members.get(id);
  return member && { id, handle: member.handle, name: member.displayName };
}

/** Quiet days have their place as well. */
function everyDay(rows: readonly DayRow[], from: string, to: string): DayRow[] {
  const known = new Map(rows.map((row) => [row.day, row]));
  const all: DayRow[] = [];
  for (let day = from; day <= to; day = dayAfter(day))
    all.push(known.get(day) ?? { day, questions: 0, posts: 0, writers: 0 });
  return all;
}

const dayAfter = (day: string) => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
