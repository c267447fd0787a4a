/** Packages whose calls assert, whatever they are called. */
export const assertingPackage =
  /^(assert(\/strict)?|power-assert|uvu\/assert|chai|should|must|unexpected|expect|expect\.js|better-assert|@hapi\/code|code|proclaim|@open-wc\/testing|earl|tsd|tsafe|tsd-lite|expect-type|ts-expect|jest-extended|@japa\/assert|@sinonjs\/referee|aws-cdk-lib\/assertions|@aws-cdk\/assert|@std\/assert|jsr:@std\/assert.*|@vitest\/expect|@jest\/expect)$/;

/** Names that people give to what asserts. */
export const assertingName =
  /^(expect|assert|should|verify|ensure|mustBe|check)(?![a-z])|^(dev)?(invariant|Assert)$|(Expect|Assert|Assertions?)$|^(run|define|do)?\w*Test(s|er|Case)?$/;

export const strictlyAssertingName = /^(expect|assert|should)(?![a-z])|^(dev)?(invariant|Assert)$/;

/** Queries of Testing Library that throw when there is no match. */
export const throwingQuery =
  /^(get|find)(All)?By(Role|LabelText|PlaceholderText|Text|DisplayValue|AltText|TestId)$/;

export const waitingCall =
  /^(waitFor(Element(ToBeRemoved)?|Selector|Function|URL|Response|Request|Navigation|Event|LoadState|DomChange|NextUpdate|ValueToChange|Expect|Exist|Displayed)?|waitUntil|findBy\w+)$/;
