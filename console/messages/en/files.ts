export const files = {
  'files.attach': 'Attach files',
  'files.attached': 'Attached files',
  'files.drop': 'Drop to attach',
  'files.sending': 'Sending {name}',
  'files.tooLarge':
    'Larger than the {limit} MB that one file may have. Nothing was sent; send a smaller one, or a link to it.',
  'files.refused': 'Refused by the virus scanner: {reason}. Nothing of it was kept.',
  'files.clean': '{size}, scanned',
  'files.notScanned': '{size}, not scanned for viruses',
  'files.download': 'Download',
};
