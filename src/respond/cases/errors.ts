import { defineErrors } from '#platform/errors/index.ts';

export const caseErrors = defineErrors({
  'case.not_found': { status: 404, text: 'There is no case {id}.' },
  'case.view_invalid': {
    status: 400,
    text: 'The filters of this view are not understood. Nothing was counted.',
  },
  'case.conflict': {
    status: 409,
    text: 'Somebody else changed this case since you loaded it. Nothing was changed; look again and repeat.',
  },
  'case.in_other': {
    status: 409,
    text: 'A conversation belongs to case #{number} already. Merge the cases, or take it out there first. Nothing was changed.',
  },
  'case.merged': { status: 409, text: 'This case is part of #{number} now. Nothing was changed.' },
  'case.not_in': {
    status: 400,
    text: 'The conversation {id} does not belong to this case. Nothing was changed.',
  },
  'case.split_all': {
    status: 400,
    text: 'A split leaves at least one conversation where it was. Nothing was changed.',
  },
  'case.merge_self': { status: 400, text: 'Choose another case to merge with. Nothing was changed.' },
  'case.too_many': { status: 400, text: 'A case holds at most {most} conversations. Nothing was changed.' },
  'case.field_invalid': { status: 400, text: '{problem}. Nothing was changed.' },
  'case.fields_missing': {
    status: 409,
    text: 'Before #{number} is solved, fill: {fields}. Nothing was changed.',
  },
  'case.type_unknown': { status: 400, text: 'There is no case type {id} in use. Nothing was changed.' },
  'case.type_name_taken': {
    status: 409,
    text: 'There is a type called “{name}” already. Nothing was changed.',
  },
  'case.type_default': {
    status: 409,
    text: 'New cases get this type. Make another one the default first; nothing was changed.',
  },
  'case.undo_unknown': {
    status: 404,
    text: 'There is nothing to undo under this token. It may be older than 30 days.',
  },
  'case.undo_used': { status: 409, text: 'This was undone already.' },
  'case.undo_overtaken': {
    status: 409,
    text: 'Somebody changed the same things since, so nothing was undone.',
  },
  'case.link_invalid': {
    status: 400,
    text: 'This link would lead in a circle, or to the case itself. Nothing was changed.',
  },
  'case.note_not_found': { status: 404, text: 'There is no note {id}.' },
  'case.note_not_yours': { status: 403, text: 'Only the author and managers may delete a note.' },
  'case.record_not_found': { status: 404, text: 'There is nothing with the id {id} in this case.' },
  'case.wave_empty': {
    status: 400,
    text: 'No case is linked to this one, or there is nothing to do: write a text, or solve them. Nothing was changed.',
  },
});
