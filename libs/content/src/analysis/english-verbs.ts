/** Common verbs that are seldom nouns: base forms. A phrase that holds one of their forms is no noun phrase. */
const bases =
  `accept achieve acquire act add admit adopt advise affect afford agree aim allow announce appear apply argue arise arrange arrive ask assert assign assist assume attempt attend avoid
   become begin behave believe belong borrow bring build buy carry catch choose cite claim clarify collect come compare compete complain complete comprise conclude conduct confirm consider consist constitute construct contain contend continue contribute convert convince correspond create criticize
   decide declare decline decrease deem defend define deliver demonstrate denote deny depend depict derive describe deserve destroy determine develop devote differ diminish disagree disappear discover discuss distinguish divide do draw earn eat elect eliminate embody embrace emerge emphasize employ enable encourage enforce engage enhance enjoy ensure enter entail establish evaluate evolve examine exceed exclude exist expand expect explain explore express extend fail fall feel find flow follow forbid form forget gain gather generate get give go govern grant grow happen hear help hold identify ignore illustrate imagine impact implement imply impose improve include increase indicate influence inform inhibit inspire insist intend interact interfere interpret introduce invent invest investigate invite involve join justify keep know lead learn leave let lie live locate lose maintain make manage mean measure meet mention move multiply need note observe obtain occur offer operate oppose organize originate own participate pay perceive perform permit persist persuade play posit possess postulate predict prefer prepare present preserve prevail prevent proceed produce prohibit promote propose protect prove provide publish pull pursue push put raise reach react read realize receive recognize recommend reduce refer reflect refuse regulate reject rely remain remember remove replace represent require resemble reside resist resolve respond result retain return reveal run say see seek seem select sell send separate serve settle share shape shift show sit solve speak specify spend stand start state stay stem stop store strengthen struggle succeed suffer suggest support suppose surround survive sustain take talk teach tell tend think thrive transform transmit travel treat try turn understand undergo undermine use utilize vary view wait want watch wear win wish work worry write yield`.split(
    /\s+/,
  );

const irregular =
  `arose arisen became began begun brought built bought caught chose chosen came dealt drew drawn drove driven ate fell fallen felt fought found flew forgot gave given went gone grew grown heard held kept knew known laid led left lent lost made meant met broke fled fed froze hid hung rode shook shone sang sank sprang stole swam swept woke bent bled bred dug drank forbade knelt overcame slid spun tore wept withdrew undertook overthrew ran rang rose risen said saw seen sought sold sent sat slept spoke spoken spent stood stuck struck swore took taken taught told thought threw understood won wore wrote got gotten shown`.split(
    /\s+/,
  );

/** Verbs whose base form (and form in -s) is a noun as often: they count as verbs only in other forms. */
const nounsToo = new Set(
  `act aim attempt claim decline decrease form gain grant help impact increase influence interact need note offer own pay play present produce result return run share shape shift show stand start state stay stem stop store struggle support talk travel treat turn use view wait watch win wish work worry yield measure move need matter lead lie live measure vote experience process practice progress reach push pull read sit advise catch complete draw fall find flow hold impact invite let promise purchase regard feel say vary permit separate transform`.split(
    /\s+/,
  ),
);

const commonGerunds = new Set(
  'being having using making including going doing getting taking giving becoming allowing seeking trying leading causing requiring following according based regarding concerning creating providing resulting ranging'.split(
    ' ',
  ),
);

const finite = new Set(irregular);
const gerunds = new Set(commonGerunds);
for (const base of bases) {
  if (!nounsToo.has(base)) {
    finite.add(base);
    finite.add(thirdPerson(base));
  }
  gerunds.add(gerund(base));
}
// "building", "meaning", "understanding" and the like are nouns too.
for (const noun of [
  'building',
  'meaning',
  'understanding',
  'beginning',
  'finding',
  'feeling',
  'learning',
  'living',
  'sharing',
  'working',
  'reading',
  'writing',
  'speaking',
  'reasoning',
  'thinking',
  'meeting',
  'spending',
  'operating',
  'voting',
  'running',
  'teaching',
  'buying',
  'selling',
  'pulling',
  'pushing',
  'measuring',
  'organizing',
  'interacting',
  'competing',
  'governing',
  'developing',
  'engineering',
]) {
  gerunds.delete(noun);
}

function thirdPerson(base: string): string {
  if (/(?:s|sh|ch|x|z|o)$/.test(base)) return `${base}es`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
}

function gerund(base: string): string {
  return /ie$/.test(base) ? `${base.slice(0, -2)}ying` : `${base.replace(/([^eoy])e$/, '$1')}ing`;
}

const ambiguous = new Set([...nounsToo].flatMap((base) => [base, thirdPerson(base)]));
for (const noun of [
  'state',
  'states',
  'interest',
  'interests',
  'measure',
  'practice',
  'process',
  'experience',
  'vote',
  'votes',
]) {
  ambiguous.delete(noun);
}

/** A verb or a noun, by what stands around it: "forms", "uses". */
export const isVerbOrNoun = (word: string): boolean => ambiguous.has(word);
export const isFiniteVerb = (word: string): boolean => finite.has(word);
export const isGerundOfVerb = (word: string): boolean => gerunds.has(word);

const auxiliaries = new Set(
  "is are was were am be been has have had do does did can could may might must shall should will would isn't aren't wasn't weren't don't doesn't didn't can't won't cannot set cut spread put let split hit equals".split(
    ' ',
  ),
);
const known = new Set([...finite, ...bases, ...bases.map(thirdPerson)]);

/** Whether a word may be a finite verb: a sentence without any is a heading or a fragment. */
export const isVerbForm = (word: string): boolean =>
  auxiliaries.has(word) || known.has(word) || /[^e]ed$/.test(word) || /(?:n't|'s|'re)$/.test(word);
