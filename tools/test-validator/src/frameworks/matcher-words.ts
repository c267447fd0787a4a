/** Matchers that any value but a few passes. */
export const weakMatchers = new Set(['toBeTruthy', 'toBeFalsy', 'toBeDefined', 'toExist', 'toBeOk']);

export const weakNegated = new Set(['toBeNull', 'toBeUndefined', 'toBeNil', 'toBeFalsy', 'toBeNullish']);

export const weakAssertions = new Set([
  ...[
    '',
    'ok',
    'isOk',
    'truthy',
    'exists',
    'exist',
    'isDefined',
    'isNotNull',
    'isNotUndefined',
    'isTruthy',
    'assert',
  ],
]);

export const snapshotMatchers =
  /^(toMatchSnapshot|toMatchFileSnapshot|toMatchImageSnapshot|toMatchSpecificSnapshot|toMatchAriaSnapshot|toHaveScreenshot|matchSnapshot|snapshot|resolveMatchSnapshot|fileSnapshot|toThrowErrorMatchingSnapshot|matchImageSnapshot|percySnapshot)$/;

/** Matchers of Playwright that wait, and so give a promise. */
export const waitingMatchers =
  /^(toBeAttached|toBeChecked|toBeDisabled|toBeEditable|toBeEmpty|toBeEnabled|toBeFocused|toBeHidden|toBeInViewport|toBeVisible|toContainText|toContainClass|toHaveAccessible\w+|toHaveAttribute|toHaveClass|toHaveCount|toHaveCSS|toHaveId|toHaveJSProperty|toHaveRole|toHaveScreenshot|toHaveText|toHaveTitle|toHaveURL|toHaveValues?|toMatchAriaSnapshot|toBeOK|toPass)$/;
