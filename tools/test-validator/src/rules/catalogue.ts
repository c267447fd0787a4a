import { empty } from './ht001-empty.ts';
import { placeholder } from './ht002-placeholder.ts';
import { skipped } from './ht003-skipped.ts';
import { focused } from './ht004-focused.ts';
import { earlyReturn } from './ht005-early-return.ts';
import { emptyTable } from './ht006-empty-table.ts';
import { noOracle } from './ht010-no-oracle.ts';
import { incomplete } from './ht011-incomplete.ts';
import { commentedOracle } from './ht012-commented-oracle.ts';
import { declaredSmoke } from './ht013-declared-smoke.ts';
import { constant } from './ht020-constant.ts';
import { self } from './ht021-self.ts';
import { closedData } from './ht022-closed-data.ts';
import { vacuous } from './ht023-vacuous.ts';
import { disjunctive } from './ht024-disjunctive.ts';
import { snapshotOnly } from './ht025-snapshot-only.ts';
import { weakOnly } from './ht026-weak-only.ts';
import { conditional } from './ht030-conditional.ts';
import { unguardedCatch } from './ht031-unguarded-catch.ts';
import { callback } from './ht032-callback.ts';
import { zeroLoop } from './ht033-zero-loop.ts';
import { floating } from './ht034-floating.ts';
import { deadOracle } from './ht035-dead-oracle.ts';
import { swallowed } from './ht036-swallowed.ts';
import { mockEcho } from './ht040-mock-echo.ts';
import { selfCalledMock } from './ht041-self-called-mock.ts';
import { subjectMocked } from './ht042-subject-mocked.ts';
import { subjectAbsent } from './ht043-subject-absent.ts';
import { boundariesDoubled } from './ht044-every-boundary-doubled.ts';
import { duplicateTitle } from './ht050-duplicate-title.ts';
import { duplicateBody } from './ht051-duplicate-body.ts';
import type { Rule } from './rule.ts';

/**
 * The rules that read tests, in the catalogue's order. Of several that find fault with one assertion's value the first
 * is named: a constant before a value compared with itself, doubles before closed data, which is all that is left.
 */
export const catalogue: readonly Rule[] = [
  ...[empty, placeholder, skipped, focused, earlyReturn, emptyTable],
  ...[noOracle, incomplete, commentedOracle, declaredSmoke],
  ...[constant, self, vacuous, disjunctive, mockEcho, selfCalledMock, closedData, snapshotOnly, weakOnly],
  ...[conditional, unguardedCatch, callback, zeroLoop, floating, deadOracle, swallowed],
  ...[subjectMocked, subjectAbsent, boundariesDoubled, duplicateTitle, duplicateBody],
];
