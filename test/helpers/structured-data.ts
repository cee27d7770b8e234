/** What search engines ask of structured data (schema.org) before they show it; as published by Google Search Central in 2026 for each type. */
export interface Finding {
  path: string;
  problem: string;
}

type Thing = Readonly<Record<string, unknown>>;
type Check = (thing: Thing) => readonly (string | false)[];

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isDate = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value);
const isAddress = (value: unknown): boolean =>
  typeof value === 'string' && /^https?:\/\/[^\s<>"]+$/.test(value);
const needs = (thing: Thing, ...names: string[]) =>
  names.map((name) => (thing[name] === undefined || thing[name] === '' ? `lacks ${name}` : false));
const hasAuthor = ({ author }: Thing) => !(isThing(author) && isText(author['name'])) && 'lacks author.name';

const RULES: Readonly<Record<string, Check>> = {
  QAPage: (page) => [
    !(isThing(page['mainEntity']) && page['mainEntity']['@type'] === 'Question') && 'lacks its question',
  ],
  Question: (question) => {
    const answers = [...listOf(question['acceptedAnswer']), ...listOf(question['suggestedAnswer'])];
    const count = question['answerCount'];
    return [
      ...needs(question, 'name'),
      count !== undefined && !Number.isInteger(count) && 'answerCount is no number',
      typeof count === 'number' &&
        count > 0 &&
        answers.length === 0 &&
        'says that there are answers and has none',
      typeof count === 'number' && count < answers.length && 'has more answers than it says',
    ];
  },
  Answer: (answer) => [!isText(answer['text']) && 'lacks text'],
  Comment: (comment) => [
    !isText(comment['text']) && 'lacks text',
    hasAuthor(comment),
    ...needs(comment, 'datePublished'),
  ],
  DiscussionForumPosting: (post) => [
    hasAuthor(post),
    ...needs(post, 'datePublished'),
    !isText(post['text']) &&
      post['image'] === undefined &&
      post['video'] === undefined &&
      'lacks text, image and video',
  ],
  Product: (product) => [
    ...needs(product, 'name'),
    ['review', 'aggregateRating', 'offers'].every((name) => product[name] === undefined) &&
      'has no review, rating or offer',
  ],
  Review: (review) => [
    hasAuthor(review),
    isThing(review['author']) &&
      String(review['author']['name']).length >= 100 &&
      'the name of the author is too long',
    ...needs(review, 'reviewRating'),
  ],
  Rating: (rating) => [...needs(rating, 'ratingValue'), ...inRange(rating)],
  AggregateRating: (rating) => [
    ...needs(rating, 'ratingValue'),
    rating['ratingCount'] === undefined && rating['reviewCount'] === undefined && 'lacks a count',
    ...inRange(rating),
  ],
  BreadcrumbList: (list) => [listOf(list['itemListElement']).length < 2 && 'has less than two steps'],
  ListItem: (item) => needs(item, 'position', 'name', 'item'),
  ProfilePage: (page) => [
    !(isThing(page['mainEntity']) && isText(page['mainEntity']['name'])) && 'lacks mainEntity.name',
  ],
  FAQPage: (page) => [listOf(page['mainEntity']).length === 0 && 'lacks questions'],
  Article: (article) => needs(article, 'headline', 'datePublished'),
  TechArticle: (article) => needs(article, 'headline', 'datePublished'),
  WebSite: (site) => needs(site, 'name'),
};

function inRange(rating: Thing): (string | false)[] {
  const [value, best, worst] = ['ratingValue', 'bestRating', 'worstRating'].map((name) =>
    Number(rating[name]),
  );
  return [!(value! >= (worst || 1) && value! <= (best || 5)) && 'lies outside of its range'];
}

/** The structured data of a page; throws where one of them is no JSON. */
export function structuredDataOf(html: string): Thing[] {
  const found = html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g);
  return Array.from(found, ([, text]) => JSON.parse(text!) as Thing);
}

/** Everything that is wrong with a piece of structured data, with the place in it. */
export function findingsIn(thing: Thing, path = String(thing['@type'] ?? '?')): Finding[] {
  const type = String(thing['@type']);
  const known = RULES[type]?.(thing) ?? [];
  const own = known.filter((one) => one !== false).map((problem) => ({ path, problem }));
  const inner = Object.entries(thing).flatMap(([name, value]) => [
    ...valueFindings(name, value).map((problem) => ({ path: `${path}.${name}`, problem })),
    ...listOf(value)
      .filter(isThing)
      .flatMap((one, at) => findingsIn(one, `${path}.${name}[${at}]`)),
  ]);
  return [...own, ...inner];
}

function valueFindings(name: string, value: unknown): string[] {
  if (/^date[A-Z]/.test(name) && !isDate(value)) return ['is no time with a zone (ISO 8601)'];
  if (/^(?:url|item|@id|mainEntityOfPage)$/.test(name) && !isAddress(value)) return ['is no whole address'];
  if (name === 'image' && !listOf(value).every(isAddress)) return ['is no whole address'];
  return [];
}
