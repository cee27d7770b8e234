import { defineErrors } from '#platform/errors/index.ts';

export const understandingErrors = defineErrors({
  'labels.not_yet': {
    status: 409,
    text: 'Post {id} has no labels yet: it was stored before posts were understood, or its words are gone. Nothing was changed. Posts from before are labelled in the background; try again then.',
  },
  'labels.value_invalid': {
    status: 400,
    text: '{label} cannot be {value}; it is {expected}. Nothing was changed.',
  },
  'labels.no_head': {
    status: 404,
    text: 'Nothing has been learned about {label} yet, so there is no head of your own to switch. Correct some posts first.',
  },
  'slow_tier.no_folder': {
    status: 409,
    text: 'No model folder is named on this machine, so nothing was changed. The operator names one with RAPPORT_LOCAL_MODEL and starts Rapport anew.',
  },
  'slow_tier.folder_unusable': {
    status: 409,
    text: '{problem} Nothing was changed.',
  },
  'labels.no_correction': {
    status: 404,
    text: 'Nobody has corrected {label} of this post, so there is nothing to take back.',
  },
});
