/**
 * Words that customers use for the same thing, a meaning a line; a word may stand in several. Our own list, of customer care in general. Examples
 * seldom have all of them: "cost" helps to find what was learnt of "fee".
 */
const MEANINGS = `
fee charge cost price rate surcharge commission tariff expensive
money cash fund funds
lost lose missing misplaced mislaid disappeared vanished gone
stolen theft stole robbed thief
arrive arrival deliver delivery ship shipped shipment mail post come received receive
late delayed delay slow waiting wait long still yet pending overdue
cancel cancelled cancellation undo reverse revert stop abort
refund reimburse reimbursement return returned back repay
broken broke work function malfunction defective faulty fail failure error damaged cracked
decline reject refuse denied deny blocked
change modify update edit alter switch adjust amend
activate activation enable start begin setup
why reason explain explanation
when soon quick quickly time date
where location locate find
buy purchase order bought
verify verification confirm confirmation prove proof authenticate identity
country countries abroad foreign overseas international
wrong incorrect mistake mistaken error inaccurate false
twice double duplicate two multiple repeated
unknown unrecognized unrecognised recognize recognise suspicious strange unfamiliar unauthorized fraud fraudulent scam
limit maximum max restriction cap allowance
phone mobile cellphone smartphone handset device
close delete terminate deactivate end remove quit
bill invoice statement receipt
top topup add load deposit recharge
transfer send wire
password passcode pin code login
help assist support assistance
get obtain acquire receive gotten got
parcel package packet consignment
tracking track trace status
flight plane airline boarding
hotel room stay booking reservation reserve book
bag baggage luggage suitcase
internet wifi broadband connection network signal coverage
outage down offline interrupted
employee staff agent representative clerk
rude impolite unfriendly disrespectful
appointment visit schedule reschedule slot
contract subscription plan membership
discount coupon voucher promo promotion deal offer
size fit small large
repair fix mend replace replacement exchange
warranty guarantee
salary wage income pay payroll
holiday vacation leave
car vehicle auto
ill sick symptom illness
`;

const meaningsOf = new Map<string, number[]>();
MEANINGS.trim()
  .split('\n')
  .forEach((line, meaning) => {
    for (const word of line.split(' ')) meaningsOf.set(word, [...(meaningsOf.get(word) ?? []), meaning]);
  });

/** The meanings of words by the hash of their stem; `hashOf` gives the hash. */
export function meaningsByStem(hashOf: (word: string) => number): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [word, meanings] of meaningsOf)
    found.set(hashOf(word), [...new Set([...(found.get(hashOf(word)) ?? []), ...meanings])]);
  return found;
}
