import { type Html, markup } from '#lib/html/index.ts';
import type { GivenForm } from '#platform/http/index.ts';
import { type Incentive, INCENTIVES, LONGEST_TITLE, MOST_PHOTOS, photoPath, STARS } from '../domain.ts';
import type { ReviewRow } from '../review/store.ts';
import type { ReviewInput } from '../review/write.ts';
import type { Words } from '../words/index.ts';
import { checked, selected } from './bits.ts';

/** What stands in the form: as it was sent, as it is, or nothing. */
export interface Filled {
  stars: number;
  title: string;
  markdown: string;
  incentive: Incentive;
  name: string;
}

export const EMPTY: Filled = { stars: 0, title: '', markdown: '', incentive: 'none', name: '' };

export const filledOf = (review: ReviewRow): Filled => ({
  stars: review.stars,
  title: review.title,
  markdown: review.markdown,
  incentive: review.incentive,
  name: review.authorName,
});

/** What a form sent. */
export function givenIn(form: GivenForm): Filled {
  const incentive = form.text('incentive');
  return {
    stars: STARS.find((one) => String(one) === form.text('stars')) ?? 0,
    title: form.text('title').slice(0, LONGEST_TITLE * 4),
    markdown: form.text('markdown'),
    incentive: INCENTIVES.find((one) => one === incentive) ?? 'none',
    name: form.text('name').slice(0, 200),
  };
}

/** The review that a form means; photos that were not ticked go. */
export function inputOf(form: GivenForm, formId: string, language: string): ReviewInput {
  const { stars, title, markdown, incentive } = givenIn(form);
  return {
    stars,
    title,
    markdown,
    incentive,
    language,
    photos: form.files('photos').slice(0, MOST_PHOTOS + 1),
    ...(form.text('photos-shown') === 'yes' ? { kept: form.all('keep') } : {}),
    formId: formId || undefined,
  };
}

export interface WriteForm {
  words: Words;
  action: string;
  /** Hidden fields. */
  key: Html;
  filled: Filled;
  wrong: string | undefined;
  /** What must be disclosed anyhow. */
  fixed: Incentive;
  /** Photos that are there. */
  photos: readonly string[];
  /** Whether the author says how he is called: he has no account. */
  asksName: boolean;
  isNew: boolean;
}

export function writeForm(form: WriteForm): Html {
  const { words, action, key, filled, wrong, fixed, asksName, isNew } = form;
  return markup`${wrong === undefined ? null : markup`<p class="note warning" role="alert">${wrong}</p>`}
    <form class="form wide" method="post" action="${action}" enctype="multipart/form-data">
      ${key}
      <fieldset class="star-choice"><legend>${words.yourStars}</legend>${STARS.map(
        (stars) =>
          markup`<label class="choice"><input type="radio" name="stars" value="${stars}" required${checked(filled.stars === stars)} /> <span aria-hidden="true">${'★'.repeat(stars)}</span> ${words.stars(stars)}</label>`,
      )}</fieldset>
      <label>${words.yourTitle}<input name="title" value="${filled.title}" maxlength="${LONGEST_TITLE}" required dir="auto" /></label>
      <label>${words.yourText}<textarea name="markdown" rows="8" dir="auto">${`\n${filled.markdown}`}</textarea><span class="hint">${words.textHint}</span></label>
      ${photosPart(form)}
      ${
        fixed === 'none'
          ? markup`<label>${words.yourIncentive}<select name="incentive">${INCENTIVES.map((one) => markup`<option value="${one}"${selected(one === filled.incentive)}>${words.ownIncentives[one]}</option>`)}</select><span class="hint">${words.incentiveHint}</span></label>`
          : markup`<p class="disclosed"><strong>${words.fixedIncentive}</strong> ${words.incentives[fixed]}</p>`
      }
      ${asksName ? markup`<label>${words.yourName}<input name="name" value="${filled.name}" maxlength="60" required autocomplete="nickname" dir="auto" /><span class="hint">${words.nameHint}</span></label>` : markup`<p class="hint">${words.publicHint}</p>`}
      <div class="actions"><button name="act" value="post">${isNew ? words.publish : words.save}</button>${
        isNew
          ? null
          : markup`<button class="danger" name="act" value="withdraw" formnovalidate>${words.withdraw}</button>`
      }</div>
    </form>`;
}

function photosPart({ words, photos }: WriteForm): Html {
  return markup`<fieldset><legend>${words.yourPhotos}</legend>${
    photos.length === 0
      ? null
      : markup`<input type="hidden" name="photos-shown" value="yes" />${photos.map(
          (id, index) =>
            markup`<label class="choice"><input type="checkbox" name="keep" value="${id}" checked /> <img src="${photoPath(id)}" alt="" class="thumb" /> ${words.keepPhoto(index + 1)}</label>`,
        )}`
  }<label><span class="hint">${words.photosHint(MOST_PHOTOS)}</span><input type="file" name="photos" accept="image/jpeg,image/png,image/webp,image/gif" multiple aria-label="${words.yourPhotos}" /></label></fieldset>`;
}
