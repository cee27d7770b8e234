import { defineErrors } from '#platform/errors/index.ts';

export const casePageErrors = defineErrors({
  'case_page.not_found': { status: 404, text: 'There is no page {id} of a case.' },
  'case_page.nothing_to_show': {
    status: 400,
    text: 'Choose at least one conversation of the case whose customer shall see the page. Nothing was made.',
  },
  'case_page.not_in_case': {
    status: 400,
    text: 'A conversation that you chose does not belong to this case. Nothing was made.',
  },
  'case_page.several_people': {
    status: 400,
    text: 'The conversations that you chose are with different people. Choose those of one person, or join the accounts first. Nothing was made.',
  },
  'case_page.too_often': {
    status: 429,
    text: 'A lot was written here today already. Nothing was kept; try again tomorrow, or write where we wrote to you.',
  },
});
