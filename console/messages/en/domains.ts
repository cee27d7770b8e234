export const domains = {
  'domains.title': 'Addresses',
  'domains.text':
    'Names of your own for parts of the public site, such as help.example.com and community.example.com.',
  'domains.changing': 'set the addresses of the public site',
  'domains.add': 'Add an address',
  'domains.empty': 'Everything stands at the main address',
  'domains.emptyText':
    'Add a name of your own, and the pages of the community or of the help centre move there with all their links. The old addresses lead on.',
  'domains.host': 'Name',
  'domains.host.hint': 'Without https:// and without a path, for example help.example.com.',
  'domains.parts': 'What stands there',
  'domains.parts.none': 'Nothing: it leads to where the pages are. Good for a name that you had before.',
  'domains.part.community': 'Community, ideas, changelog and reviews',
  'domains.part.help': 'Help centre and contact form',
  'domains.leadsOn': 'Leads on',
  'domains.live': 'Live',
  'domains.waits': 'Not there yet',
  'domains.trouble': 'Needs a look',
  'domains.problem.unreachable': 'Nobody answers at this name: {detail}',
  'domains.problem.elsewhere':
    'Somebody else answers at this name ({detail}). The proxy in front has to pass requests on to Rapport, with the Host header.',
  'domains.problem.private':
    'The name leads into a private network, where Rapport does not go. If that is wanted, the operator adds it to RAPPORT_ALLOW.',
  'domains.stays': 'Its pages keep this address; it is tried again every hour.',
  'domains.record': 'DNS record',
  'domains.record.hint':
    'Then look again. Until it leads here, pages keep the main address. How to set up Caddy or nginx stands in the documentation under “Addresses of your own”.',
  'domains.check': 'Look again',
  'domains.checked': 'Last look:',
  'domains.isLive': '{host} leads here. Pages have it as their address now.',
  'domains.isNot': '{host} does not lead here yet.',
  'domains.signIn':
    'Members sign in once more at the new address of the community, and make new passkeys there: a browser gives them to one name only.',
  'domains.remove.text':
    'Its pages are at the main address again at once. Links to the old name end as soon as its DNS record goes.',
  'domains.removed': '{host} was removed.',
} as const;
