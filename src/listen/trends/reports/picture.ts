import type { App } from '#platform/app/index.ts';
import { getBrand } from '#people/brand/index.ts';
import type { PeriodAsked } from '../asked.ts';
import { readOverview } from '../overview.ts';
import type { OverviewView } from '../schema.ts';
import { BRAND, mustBeSubject } from '../subjects.ts';
import { readEmerging, readTop } from '../tops.ts';

/** The numbers of a subject at one moment, for people outside: no posts, no authors, no place with fewer than five posts. */
export interface Picture {
  company: string;
  subject: string;
  zone: string;
  overview: Pick<OverviewView, 'period' | 'against' | 'step' | 'series' | 'total' | 'totalBefore'>;
  by: Pick<OverviewView['by'], 'label' | 'language' | 'country' | 'network'>;
  words: { name: string; posts: number }[];
  tags: { name: string; posts: number }[];
  emerging: { word: string; posts: number; growth: number }[];
  takenAt: string;
}

const MOST = 10;
/** A word that so few said could be somebody's name. */
const FEWEST_OF_WORD = 5;

export async function takePicture(app: App, asked: PeriodAsked & { subject: string }): Promise<Picture> {
  const { subject } = asked;
  const topic = await mustBeSubject(app, subject);
  const list = { ...asked, limit: 40 };
  const [brand, all, words, tags, emerging, now] = await Promise.all([
    getBrand(app),
    readOverview(app, asked),
    readTop(app, 'words', list),
    readTop(app, 'tags', list),
    readEmerging(app, list),
    app.db.now(),
  ]);
  const { period, against, step, series, total, totalBefore, by } = all;
  const { label, language, country, network } = by;
  const often = <T extends { posts: number }>(items: readonly T[]) =>
    items.filter(({ posts }) => posts >= FEWEST_OF_WORD).slice(0, MOST);
  return {
    company: brand.name ?? '',
    subject: topic?.name ?? (subject === BRAND ? '' : subject),
    zone: asked.zone,
    overview: { period, against, step, series, total, totalBefore },
    by: {
      label: label.slice(0, MOST),
      language: language.slice(0, MOST),
      country: country.slice(0, MOST),
      network: network.slice(0, MOST),
    },
    words: often(words.items).map(({ name, posts }) => ({ name, posts })),
    tags: often(tags.items).map(({ name, posts }) => ({ name, posts })),
    emerging: often(emerging.items).map(({ word, posts, growth }) => ({ word, posts, growth })),
    takenAt: now.toISOString(),
  };
}
